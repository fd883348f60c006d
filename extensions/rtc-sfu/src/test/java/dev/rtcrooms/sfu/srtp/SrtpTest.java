package dev.rtcrooms.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one peer protects, the other unprotects, once. */
class SrtpTest {

  private static final int ROOM = SrtpSender.MAX_OVERHEAD;
  private static final int SSRC = 0xCAFE_BABE;

  private SrtpSender sender;
  private SrtpReceiver receiver;

  private void begin(SrtpProfile profile) {
    byte[] key = new byte[SrtpProfile.KEY_BYTES];
    byte[] salt = new byte[profile.saltBytes()];
    new Random(7).nextBytes(key);
    new Random(8).nextBytes(salt);
    sender = new SrtpSender(profile, key, salt);
    receiver = new SrtpReceiver(profile, key, salt, 4);
  }

  private static byte[] clear(int ssrc, int sequence, int payload) {
    byte[] packet = new byte[12 + payload];
    new Random(sequence).nextBytes(packet);
    packet[0] = (byte) 0x80;
    packet[1] = 96;
    BigEndian.put16(packet, 2, sequence);
    BigEndian.put32(packet, 8, ssrc);
    return packet;
  }

  private byte[] protect(byte[] clear, long index) {
    byte[] room = Arrays.copyOf(clear, clear.length + ROOM);
    int length = sender.protect(room, 0, 12, clear.length, index);
    return Arrays.copyOf(room, length);
  }

  private int receive(byte[] packet) {
    return receiver.unprotect(packet.clone(), 0, packet.length);
  }

  @ParameterizedTest
  @EnumSource
  void opensWhatWasProtected(SrtpProfile profile) {
    begin(profile);
    for (int length : new int[] {0, 1, 15, 16, 17, 100, 1200, 1400}) {
      byte[] clear = clear(SSRC, length, length);
      byte[] secret = protect(clear, length);
      byte[] packet = new byte[secret.length + 5];
      System.arraycopy(secret, 0, packet, 5, secret.length);
      int open = receiver.unprotect(packet, 5, secret.length);
      assertThat(Arrays.copyOfRange(packet, 5, 5 + open)).isEqualTo(clear);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsARolloverCounterForEachSource(SrtpProfile profile) {
    begin(profile);
    for (long index = 65_000; index < 200_000; index += 400) {
      assertThat(receive(protect(clear(1, (int) index & 0xFFFF, 20), index))).isPositive();
      long slow = index / 400;
      assertThat(receive(protect(clear(2, (int) slow, 20), slow))).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLatePacketAtAWrapHasTheEarlierCounter(SrtpProfile profile) {
    begin(profile);
    byte[] late = protect(clear(SSRC, 0xFFFF, 20), 0xFFFF);
    assertThat(receive(protect(clear(SSRC, 0xFFFE, 20), 0xFFFE))).isPositive();
    assertThat(receive(protect(clear(SSRC, 3, 20), 0x10003))).isPositive();
    assertThat(receive(late)).isPositive();
    assertThat(receive(late)).isEqualTo(SrtpReceiver.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void refusesReplays(SrtpProfile profile) {
    begin(profile);
    byte[] old = protect(clear(SSRC, 1, 20), 1);
    assertThat(receive(old)).isPositive();
    assertThat(receive(old)).isEqualTo(SrtpReceiver.REPLAYED);
    byte[] tooOld = protect(clear(SSRC, 100, 20), 100);
    assertThat(receive(protect(clear(SSRC, 100 + 1024, 20), 100 + 1024))).isPositive();
    assertThat(receive(tooOld)).isEqualTo(SrtpReceiver.REPLAYED);
    assertThat(receive(protect(clear(SSRC, 101, 20), 101))).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void anyOneBitThatChangesIsFound(SrtpProfile profile) {
    begin(profile);
    byte[] secret = protect(clear(SSRC, 5, 30), 5);
    for (int bit = 0; bit < secret.length * 8; bit++) {
      byte[] changed = secret.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(receive(changed)).as("bit %s", bit).isEqualTo(SrtpReceiver.FORGED);
    }
    assertThat(receive(secret)).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void forgedSourcesTakeNoPlace(SrtpProfile profile) {
    begin(profile);
    for (int ssrc = 0; ssrc < 100_000; ssrc++) {
      assertThat(receive(clear(ssrc, 1, 40))).isEqualTo(SrtpReceiver.FORGED);
    }
    for (int ssrc = 0; ssrc < 4; ssrc++) {
      assertThat(receive(protect(clear(ssrc, 1, 20), 1))).isPositive();
    }
    byte[] fifth = protect(clear(4, 1, 20), 1);
    assertThat(receive(fifth)).isEqualTo(SrtpReceiver.TOO_MANY_SOURCES);
    receiver.setEnded(2, true);
    assertThat(receive(fifth)).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aSourceThatHasEndedCannotBeReplayedAndMayGoOn(SrtpProfile profile) {
    begin(profile);
    byte[] old = protect(clear(1, 0xFFFF, 20), 0xFFFF);
    assertThat(receive(old)).isPositive();
    assertThat(receive(protect(clear(1, 0, 20), 0x10000))).isPositive();
    receiver.setEnded(1, true);
    assertThat(receive(old)).isEqualTo(SrtpReceiver.REPLAYED);
    assertThat(receive(protect(clear(1, 1, 20), 0x10001))).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void onlyAnAuthenticSourceTakesThePlaceOfOneThatHasEnded(SrtpProfile profile) {
    begin(profile);
    for (int ssrc = 0; ssrc < 4; ssrc++) {
      assertThat(receive(protect(clear(ssrc, 1, 20), 1))).isPositive();
      receiver.setEnded(ssrc, true);
    }
    receiver.setEnded(0, false);
    assertThat(receive(clear(9, 1, 40))).isEqualTo(SrtpReceiver.FORGED);
    assertThat(receive(protect(clear(1, 1, 20), 1))).isEqualTo(SrtpReceiver.REPLAYED);
    for (int ssrc = 4; ssrc < 7; ssrc++) {
      assertThat(receive(protect(clear(ssrc, 1, 20), 1))).isPositive();
    }
    assertThat(receive(protect(clear(7, 1, 20), 1))).isEqualTo(SrtpReceiver.TOO_MANY_SOURCES);
    assertThat(receive(protect(clear(0, 1, 20), 1))).isEqualTo(SrtpReceiver.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void reportsOfAnySourceAreTakenAndTheNewestCannotBeReplayed(SrtpProfile profile) {
    begin(profile);
    for (int ssrc = 0; ssrc < 100; ssrc++) {
      byte[] report = new byte[8 + ROOM];
      BigEndian.put32(report, 4, ssrc);
      int length = sender.protectControl(report, 0, 8);
      byte[] again = report.clone();
      assertThat(receiver.unprotectControl(report, 0, length)).isEqualTo(8);
      assertThat(receiver.unprotectControl(again, 0, length)).isEqualTo(SrtpReceiver.REPLAYED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void protectsReports(SrtpProfile profile) {
    begin(profile);
    for (int words = 2; words < 40; words++) {
      byte[] clear = new byte[4 * words];
      new Random(words).nextBytes(clear);
      BigEndian.put32(clear, 4, SSRC);
      byte[] packet = Arrays.copyOf(clear, clear.length + ROOM);
      int length = sender.protectControl(packet, 0, clear.length);
      byte[] again = packet.clone();
      assertThat(receiver.unprotectControl(packet, 0, length)).isEqualTo(clear.length);
      assertThat(Arrays.copyOf(packet, clear.length)).isEqualTo(clear);
      assertThat(receiver.unprotectControl(again.clone(), 0, length))
          .isEqualTo(SrtpReceiver.REPLAYED);
      again[length - 1] ^= 1;
      assertThat(receiver.unprotectControl(again, 0, length)).isNegative();
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesRandomPackets(SrtpProfile profile) {
    begin(profile);
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      byte[] packet = new byte[random.nextInt(64)];
      random.nextBytes(packet);
      assertThat(receiver.unprotect(packet, 0, packet.length)).isNegative();
      assertThat(receiver.unprotectControl(packet, 0, packet.length)).isNegative();
    }
  }
}
