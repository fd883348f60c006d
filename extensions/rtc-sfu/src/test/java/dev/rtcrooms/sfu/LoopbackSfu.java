package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.net.MediaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** An SFU on the loopback address, and the sockets of those who are connected to it. */
final class LoopbackSfu implements AutoCloseable {

  private final Sfu sfu;
  private final List<MediaClient> sockets = new ArrayList<>();

  /** Starts it, with the default options. */
  LoopbackSfu() {
    try {
      sfu = Sfu.builder().announce(InetAddress.getLoopbackAddress()).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Sfu sfu() {
    return sfu;
  }

  /** A new socket that sends to the SFU. */
  MediaClient socket() throws IOException {
    MediaClient socket = new MediaClient(sfu.ports().get(0));
    sockets.add(socket);
    return socket;
  }

  /** Closes the sockets and the SFU. */
  @Override
  public void close() {
    sockets.forEach(MediaClient::close);
    sfu.close();
  }
}
