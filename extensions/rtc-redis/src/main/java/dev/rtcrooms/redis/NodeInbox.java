package dev.rtcrooms.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The connection on which a node receives what is published to it; any thread. Messages come one at
 * a time, on a thread of Lettuce.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
final class NodeInbox {

  private final Connections connections;
  private final byte[] channel;
  private final KeptConnection<StatefulRedisPubSubConnection<byte[], byte[]>> connection;
  private final Object oneAtATime = new Object();
  private volatile Consumer<byte[]> receiver = message -> {};

  NodeInbox(Connections connections, byte[] channel) {
    this.connections = connections;
    this.channel = channel;
    connection = new KeptConnection<>("messages of other nodes", connections, this::subscribed);
  }

  /** The connection itself, which is open as soon as it has subscribed. */
  KeptConnection<StatefulRedisPubSubConnection<byte[], byte[]>> connection() {
    return connection;
  }

  /** Sets what receives the messages; until then they are dropped. */
  void receiver(Consumer<byte[]> receiver) {
    this.receiver = receiver;
  }

  private CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> subscribed() {
    return connections
        .client()
        .connectPubSubAsync(ByteArrayCodec.INSTANCE, connections.uri())
        .thenCompose(this::subscribe);
  }

  private CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> subscribe(
      StatefulRedisPubSubConnection<byte[], byte[]> opened) {
    opened.addListener(new Listener());
    return opened
        .async()
        .subscribe(channel)
        .whenComplete(
            (none, failure) -> {
              if (failure != null) {
                opened.closeAsync();
              }
            })
        .thenApply(none -> opened);
  }

  private final class Listener extends RedisPubSubAdapter<byte[], byte[]> {

    @Override
    public void message(byte[] from, byte[] message) {
      synchronized (oneAtATime) { // the former connection may still have some
        receiver.accept(message);
      }
    }
  }
}
