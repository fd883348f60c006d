package dev.rtcrooms.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;

/** The lanes of a transport: one for each event loop that has had a connection; any thread. */
final class LoopLanes {

  private final ConcurrentHashMap<EventLoop, LoopLane> lanes = new ConcurrentHashMap<>();

  LoopLane of(Channel channel) {
    return lanes.computeIfAbsent(
        channel.eventLoop(), loop -> new LoopLane(loop, new SharedFrames(channel.alloc())));
  }
}
