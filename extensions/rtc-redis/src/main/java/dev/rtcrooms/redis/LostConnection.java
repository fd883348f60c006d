package dev.rtcrooms.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;

/** Hears of the end of a connection; on a thread of Lettuce. */
record LostConnection(Runnable whenLost) implements RedisConnectionStateListener {

  @Override
  public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
    whenLost.run();
  }
}
