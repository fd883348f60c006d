package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transport and a port drop is counted, with its reason. */
class DropsTest {

  private static final int PORT = 1;

  private final TestRouter network = new TestRouter();
  private final TestRouter.Listener owner = new TestRouter.Listener();
  private final IceCredentials credentials = IceCredentials.create();

  @BeforeEach
  void open() {
    PeerTransport transport = network.transport(owner);
    transport.open(credentials, network.now());
    check();
    transport.secure(TestKeys.create());
  }

  @AfterEach
  void end() {
    network.close();
  }

  private void check() {
    network.receive(StunClient.check(credentials, true), PORT);
  }

  private static byte[] packet(SrtpSender client, int ssrc) {
    byte[] packet = new byte[60 + SrtpSender.MAX_OVERHEAD];
    ByteBuffer.wrap(packet).put((byte) 0x80).put((byte) 96).putShort((short) 1).putInt(8, ssrc);
    return Arrays.copyOf(packet, client.protect(packet, 0, 12, 60, 1));
  }

  @Test
  void checksOverTheLimit() {
    for (int i = 1; i < TestRouter.LIMITS.checksPerSecond(); i++) {
      check();
    }
    assertThat(network.dropped(Drop.CHECK_RATE)).isZero();
    check();
    check();
    assertThat(network.dropped(Drop.CHECK_RATE)).isEqualTo(2);
    assertThat(network.sent).hasSize(TestRouter.LIMITS.checksPerSecond());
  }

  @Test
  void mediaThatIsNotAuthentic() {
    network.receive(packet(TestKeys.anotherClient(), 7), PORT);
    byte[] report = new byte[32 + SrtpSender.MAX_OVERHEAD];
    report[0] = (byte) 0x80;
    report[1] = (byte) 200;
    int length = TestKeys.anotherClient().protectControl(report, 0, 32);
    network.receive(Arrays.copyOf(report, length), PORT);
    assertThat(network.dropped(Drop.FORGED)).isEqualTo(2);
    assertThat(owner.packets).isZero();
  }

  @Test
  void mediaOfMoreSourcesThanAConnectionMayHave() {
    SrtpSender client = TestKeys.client();
    for (int ssrc = 1; ssrc <= 34; ssrc++) {
      network.receive(packet(client, ssrc), PORT);
    }
    assertThat(network.dropped(Drop.TOO_MANY_SOURCES)).isEqualTo(2);
    assertThat(owner.packets).isEqualTo(32);
  }

  @Test
  void whatTheSystemRefusesToSend() {
    List<String> answers = new ArrayList<>(List.of("true", "false", "error"));
    PortSender sender = new PortSender(new Port(answers), network.counters);
    long sent = network.counters.get(LoopCounters.Count.PACKETS_OUT);
    for (int i = 0; i < 3; i++) {
      sender.send(new byte[9], 9, TestRouter.address(PORT));
    }
    answers.addAll(List.of("true", "false", "error"));
    for (int i = 0; i < 3; i++) {
      sender.sendSoon(new byte[9], 9, TestRouter.address(PORT));
    }
    assertThat(network.dropped(Drop.NOT_SENT)).isEqualTo(4);
    assertThat(network.counters.get(LoopCounters.Count.PACKETS_OUT) - sent).isEqualTo(2);
  }

  @Test
  void whatNettyCannotRead() {
    List<Drop> drops = new ArrayList<>();
    EmbeddedChannel channel =
        new EmbeddedChannel(new EpollUdpPort.Arrivals(new ArrayDeque<>(), drops::add));
    channel.pipeline().fireExceptionCaught(new IOException("from the test"));
    channel.checkException();
    assertThat(drops).containsExactly(Drop.NOT_READ);
  }

  /** Answers each datagram that is sent as it was told. */
  private record Port(List<String> answers) implements UdpPort {
    @Override
    public boolean send(byte[] datagram, int length, InetSocketAddress to) throws IOException {
      String answer = answers.remove(0);
      if (answer.equals("error")) {
        throw new IOException("from the test");
      }
      return answer.equals("true");
    }

    @Override
    public boolean sendSoon(byte[] datagram, int length, InetSocketAddress to) throws IOException {
      return send(datagram, length, to);
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
    public InetSocketAddress receive(byte[] datagram) {
      return null;
    }

    @Override
    public int received() {
      return 0;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
