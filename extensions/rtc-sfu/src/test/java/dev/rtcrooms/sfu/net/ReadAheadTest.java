package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

  private static final InetSocketAddress SOMEBODY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  private final Port port = new Port();
  private final List<String> handled = new ArrayList<>();
  private final ReadAhead waiting =
      new ReadAhead(
          new ReadAhead.Receiver() {
            @Override
            public boolean isAudio(byte[] datagram, int length, InetSocketAddress from) {
              return datagram[0] == 'a';
            }

            @Override
            public void receive(byte[] datagram, int length, InetSocketAddress from, long now) {
              handled.add(new String(datagram, 0, length, StandardCharsets.ISO_8859_1));
            }
          });

  @Test
  void audioComesBeforeOthersThatWait() throws IOException {
    port.come("v1", "v2", "a1", "v3", "a2");
    waiting.read(port);
    handleAll();
    assertThat(handled).containsExactly("a1", "a2", "v1", "v2", "v3");
  }

  @Test
  void audioThatComesMeanwhileIsNext() throws IOException {
    port.come("v1", "v2", "v3");
    waiting.read(port);
    waiting.handle(0);
    port.come("a1");
    waiting.read(port);
    handleAll();
    assertThat(handled).containsExactly("v1", "a1", "v2", "v3");
  }

  @Test
  void audioWithoutEndKeepsNobodyOut() throws IOException {
    port.come("v1", "v2");
    port.come(Collections.nCopies(40, "a").toArray(String[]::new));
    waiting.read(port);
    handleAll();
    assertThat(handled).hasSize(42);
    assertThat(handled.indexOf("v1")).isEqualTo(16);
    assertThat(handled.indexOf("v2")).isEqualTo(33);
  }

  @Test
  void noMoreIsReadThanThereIsRoomFor() throws IOException {
    port.come(Collections.nCopies(100, "v").toArray(String[]::new));
    waiting.read(port);
    handleAll();
    assertThat(handled).hasSize(64);
    waiting.read(port);
    handleAll();
    assertThat(handled).hasSize(100);
  }

  @Test
  void theLastPacketOfAFrameIsToldByItsMarker() throws IOException {
    port.come("\u0080\u0060", "\u0080\u00e0", "\u0080\u00c8", "\u0080");
    waiting.read(port);
    assertThat(waiting.handle(0)).isFalse();
    assertThat(waiting.handle(0)).isTrue();
    assertThat(waiting.handle(0)).as("RTCP").isFalse();
    assertThat(waiting.handle(0)).as("cut").isFalse();
  }

  private void handleAll() {
    while (!waiting.isEmpty()) {
      waiting.handle(0);
    }
  }

  /** A port to which datagrams of text come. */
  private static final class Port implements UdpPort {
    private final Queue<String> arrived = new ArrayDeque<>();
    private int received;

    void come(String... datagrams) {
      arrived.addAll(List.of(datagrams));
    }

    @Override
    public InetSocketAddress receive(byte[] datagram) {
      String next = arrived.poll();
      if (next == null) {
        return null;
      }
      byte[] bytes = next.getBytes(StandardCharsets.ISO_8859_1);
      received = bytes.length;
      System.arraycopy(bytes, 0, datagram, 0, received);
      return SOMEBODY;
    }

    @Override
    public int received() {
      return received;
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public void await(long millis) {}

    @Override
    public void wake() {}

    @Override
    public boolean send(byte[] datagram, int length, InetSocketAddress to) {
      return false;
    }

    @Override
    public boolean sendSoon(byte[] datagram, int length, InetSocketAddress to) {
      return false;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
