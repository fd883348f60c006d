package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.sfu.Mutator;
import dev.rtcrooms.sfu.dtls.ClientCertificate;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsConnection;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.SrtpKeys;
import dev.rtcrooms.sfu.srtp.SrtpProfile;
import dev.rtcrooms.sfu.srtp.SrtpReceiver;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Datagrams of somebody who has no keys, or the password alone. {@link Mutator} says how to try
 * more of them.
 */
class HostileDatagramsTest {

  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);

  /** Checks are not limited, so that all of them are read. */
  private static final LoopLimits LIMITS =
      new LoopLimits(Integer.MAX_VALUE, 32, 15_000, 8_000_000, 20);

  private static final int HANDSHAKES = 50;

  private long replies;
  private final DaemonThreads threads = new DaemonThreads();
  private final IceCredentials credentials = IceCredentials.create();
  private final PacketRouter router =
      new PacketRouter((bytes, length, to) -> replies++, new LoopCounters(), LIMITS);

  /** Without the password no check is answered. */
  @Test
  void changedChecksAreNotAnswered() {
    IceCredentials guessed = new IceCredentials(credentials.ufrag(), "guessed");
    byte[] check = StunClient.check(guessed, true);
    nothingIsAnswered(
        new Mutator(
            1,
            List.of(
                check,
                StunClient.check(IceCredentials.create(), true),
                StunClient.controlled(guessed),
                StunClient.answer(check, "guessed"))));
  }

  /** Nor are handshakes and media from addresses without a check. */
  @Test
  void changedDatagramsFromUncheckedAddressesAreNotAnswered() {
    byte[] media = Arrays.copyOf(new byte[] {(byte) 0x80, 96}, 40);
    byte[] report = Arrays.copyOf(new byte[] {(byte) 0x80, (byte) 200}, 40);
    nothingIsAnswered(new Mutator(4, List.of(media, report, MediaLoopTest.HELLO)));
  }

  /** Nothing is remembered of them either. */
  private void nothingIsAnswered(Mutator mutator) {
    try (DtlsHandshakes handshakes = new DtlsHandshakes(64, 15_000, threads)) {
      open(handshakes);
      int size = router.size();
      for (long i = 0; i < Mutator.count(); i++) {
        receive(mutator.next(), i);
      }
      assertThat(replies).isZero();
      assertThat(router.size()).isEqualTo(size);
    }
  }

  /** A peer that has the password signs whatever it likes. */
  @Test
  void signedChecksAreAnsweredOrDropped() {
    try (DtlsHandshakes handshakes = new DtlsHandshakes(64, 15_000, threads)) {
      open(handshakes);
      int size = router.size();
      Mutator mutator =
          new Mutator(
              5,
              List.of(
                  StunClient.unsigned(StunClient.check(credentials, true)),
                  StunClient.unsigned(StunClient.controlled(credentials))));
      for (long i = 0; i < Mutator.count(); i++) {
        receive(StunClient.signed(mutator.next(), credentials.password()), i);
      }
      assertThat(replies).isPositive();
      assertThat(router.size()).isBetween(size + 1, size + 2 + IceLite.MAX_ADDRESSES);
    }
  }

  private void open(DtlsHandshakes handshakes) {
    new PeerTransport(router, Runnable::run, handshakes, CERTIFICATE, 32, new Silent())
        .open(credentials, 0);
  }

  private void receive(byte[] datagram, long number) {
    router.receive(
        datagram, datagram.length, from(1 + (int) (number % 60_000)), number * 1_000_000);
  }

  private static InetSocketAddress from(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * No change of a protected packet is taken for authentic, of media or of a report. Its source is
   * known, and the unchanged packet has not come before; otherwise it would be refused unread.
   */
  @ParameterizedTest
  @EnumSource
  void changedPacketsAreNotAuthentic(SrtpProfile profile) {
    byte[] key = new byte[SrtpProfile.KEY_BYTES];
    byte[] salt = new byte[profile.saltBytes()];
    SrtpSender sender = new SrtpSender(profile, key, salt);
    SrtpReceiver receiver = new SrtpReceiver(profile, key, salt, 32);
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      assertThat(open(receiver, media(sender, i, 60_000))).isPositive();
      assertThat(openControl(receiver, report(sender, i))).isPositive();
      seeds.add(media(sender, i, 60_001));
      seeds.add(report(sender, i));
    }
    Mutator mutator = new Mutator(2, seeds);
    long changed = 0;
    while (changed < Mutator.count()) {
      byte[] packet = mutator.next();
      if (seeds.stream().noneMatch(seed -> Arrays.equals(seed, packet))) {
        assertThat(open(receiver, packet)).isNegative();
        assertThat(openControl(receiver, packet)).isNegative();
        changed++;
      }
    }
    for (int i = 0; i < seeds.size(); i += 2) {
      assertThat(open(receiver, seeds.get(i))).isPositive();
      assertThat(openControl(receiver, seeds.get(i + 1))).isPositive();
    }
  }

  private static int open(SrtpReceiver receiver, byte[] packet) {
    return receiver.unprotect(packet.clone(), 0, packet.length);
  }

  private static int openControl(SrtpReceiver receiver, byte[] packet) {
    return receiver.unprotectControl(packet.clone(), 0, packet.length);
  }

  private static byte[] media(SrtpSender sender, int ssrc, int sequence) {
    byte[] packet = new byte[60 + SrtpSender.MAX_OVERHEAD];
    ByteBuffer.wrap(packet).put((byte) 0x80).putShort(2, (short) sequence).putInt(8, ssrc);
    return Arrays.copyOf(packet, sender.protect(packet, 0, 12, 60, sequence));
  }

  private static byte[] report(SrtpSender sender, int ssrc) {
    byte[] report = new byte[32 + SrtpSender.MAX_OVERHEAD];
    ByteBuffer.wrap(report).put((byte) 0x80).put((byte) 200).putInt(4, ssrc);
    return Arrays.copyOf(report, sender.protectControl(report, 0, 32));
  }

  /**
   * Handshakes that get more changed datagrams than they read end, without keys, and leave no
   * thread. {@code HostileHandshakesTest} lets each be read.
   */
  @Test
  void floodedHandshakesComeToNothing() throws Exception {
    List<byte[]> flight = new ArrayList<>();
    DtlsClient client =
        new DtlsClient(new BcTlsCrypto(new SecureRandom()), new ClientCertificate(), 1, 7);
    assertThatThrownBy(() -> new DTLSClientProtocol().connect(client, new Recorder(flight)))
        .isInstanceOf(IOException.class);
    Mutator mutator = new Mutator(3, flight);
    DtlsHandshakes handshakes = new DtlsHandshakes(64, 15_000, threads);
    CountDownLatch secured = new CountDownLatch(1);
    for (int i = 0; i < HANDSHAKES; i++) {
      DtlsConnection connection =
          new DtlsConnection(
              handshakes,
              CERTIFICATE,
              List.of(),
              datagram -> {},
              new DtlsConnection.Listener() {
                @Override
                public void secured(SrtpKeys keys) {
                  secured.countDown();
                }

                @Override
                public void ended() {}
              });
      for (int k = 0; k < 100; k++) {
        connection.receive(mutator.next());
      }
      connection.close();
    }
    assertThat(secured.getCount()).isEqualTo(1);
    handshakes.close();
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(60))).isTrue();
  }

  /** Keeps what a client sends, and answers nothing. */
  private record Recorder(List<byte[]> sent) implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return 1500;
    }

    @Override
    public int getSendLimit() {
      return 1200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      throw new IOException("nobody answers");
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}
  }

  private static final class Silent implements TransportOwner {
    @Override
    public void secured() {}

    @Override
    public void receiveRtp(byte[] packet, int length, long now) {}

    @Override
    public void receiveRtcp(byte[] packet, int length, long now) {}

    @Override
    public void tick(long now) {}
  }
}
