package dev.rtcrooms.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What one writes with the JDK alone: one thread with one selector, each message made into a frame
 * once, and at the end of a pass of the selector one gathering write for each member.
 */
final class RawNio {

  private static final int READ_BYTES = 256 * 1024;

  /** Linux takes 1,024 buffers in one call. */
  private static final int GATHERED = 64;

  private final Selector selector;
  private final ServerSocketChannel listening;
  private final NioFrames frames = new NioFrames();
  private final Map<String, NioRoom> rooms = new HashMap<>();
  private final List<NioOutlet> marked = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
  private final ByteBuffer[] gather = new ByteBuffer[GATHERED];
  private final Consumer<SelectionKey> ready = this::ready;
  private volatile boolean stopped;

  private RawNio(Selector selector, ServerSocketChannel listening) {
    this.selector = selector;
    this.listening = listening;
  }

  static Started start() throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Loopback.BACKLOG);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    RawNio server = new RawNio(selector, listening);
    Thread thread = new Thread(server::run, "nio");
    thread.start();
    return new Started(listening.socket().getLocalPort(), server::stop);
  }

  private void stop() {
    stopped = true;
    Selector unused = selector.wakeup();
  }

  private void run() {
    try (selector;
        listening) {
      while (!stopped) {
        selector.select(ready);
        flush();
      }
      for (SelectionKey key : selector.keys()) {
        if (key.attachment() instanceof NioConnection connection) {
          connection.close();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("The selector has failed", e);
    }
  }

  private void ready(SelectionKey key) {
    if (!(key.attachment() instanceof NioConnection connection)) {
      accept();
      return;
    }
    if (key.isWritable()) {
      connection.outlet().mark();
    }
    if (key.isReadable() && !read(connection)) {
      connection.close();
    }
  }

  private boolean read(NioConnection connection) {
    try {
      return connection.read(in);
    } catch (IOException e) {
      return false; // the client has gone
    }
  }

  private void accept() {
    try {
      for (SocketChannel channel = listening.accept();
          channel != null;
          channel = listening.accept()) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        NioOutlet outlet = new NioOutlet(channel, key, frames, marked);
        key.attach(new NioConnection(channel, outlet, frames, rooms));
      }
    } catch (IOException e) {
      // the client has gone, or no file may be opened: the next pass tries again
    }
  }

  private void flush() {
    for (NioOutlet outlet : marked) {
      if (outlet.key().isValid()
          && !outlet.flush(gather)
          && outlet.key().attachment() instanceof NioConnection connection) {
        connection.close();
      }
    }
    marked.clear();
  }
}
