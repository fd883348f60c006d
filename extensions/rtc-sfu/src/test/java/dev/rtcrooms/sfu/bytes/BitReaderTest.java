package dev.rtcrooms.sfu.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BitReaderTest {

  private static BitReader bits(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return new BitReader(all, 0);
  }

  @Test
  void readsCodesOfExpGolomb() {
    BitReader in = bits(0b1010_0110, 0b0100_0010, 0b1000_0000);
    assertThat(in.golomb()).isEqualTo(0);
    assertThat(in.golomb()).isEqualTo(1);
    assertThat(in.golomb()).isEqualTo(2);
    assertThat(in.signedGolomb()).isEqualTo(2);
    assertThat(in.golomb()).isEqualTo(4);
  }

  @Test
  void zerosUntilTheEndAreNoCode() {
    BitReader in = bits(0b1000_0000);
    assertThat(in.golomb()).isEqualTo(0);
    assertThat(in.golomb()).isEqualTo(Integer.MAX_VALUE);
    assertThat(in.golomb()).isEqualTo(Integer.MAX_VALUE);
    assertThat(in.bits(8)).isZero();
  }
}
