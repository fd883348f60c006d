package dev.rtcrooms.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Vp8NumbersTest {

  private final Vp8Numbers numbers = new Vp8Numbers();

  private void begin(String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    numbers.begin(bytes, 0, bytes.length);
  }

  private String rewrite(String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    numbers.rewrite(bytes, 0, bytes.length);
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void theFirstLayerKeepsItsNumbers() {
    begin("90e0812310201000");
    assertThat(rewrite("90e0812310201000")).isEqualTo("90e0812310201000");
  }

  @Test
  void theNextLayerGoesOnWhereTheLastEnded() {
    begin("90e0812310201000");
    rewrite("90e0812310201000");
    rewrite("90e0812411201000");
    rewrite("90e0812310201000"); // late
    begin("90e0fffff0201000");
    assertThat(rewrite("90e0fffff0201000")).isEqualTo("90e0812512201000");
    assertThat(rewrite("90e08000f1201000")).isEqualTo("90e0812613201000");
    assertThat(rewrite("90e08002f3201000")).isEqualTo("90e0812815201000");
  }

  @Test
  void numbersWrap() {
    begin("90e0ffffff201000");
    rewrite("90e0ffffff201000");
    begin("90e0800100201000");
    assertThat(rewrite("90e0800100201000")).isEqualTo("90e0800000201000");
    assertThat(rewrite("90e0800201201000")).isEqualTo("90e0800101201000");
  }

  @Test
  void absentFieldsStayAbsent() {
    begin("90e0812310201000");
    rewrite("90e0812310201000");
    begin("1000ff");
    assertThat(rewrite("1000ff")).isEqualTo("1000ff");
    assertThat(rewrite("9080")).isEqualTo("9080");
  }

  @Test
  void aKeyframeTellsTheSizeOfThePicture() {
    byte[] bytes = HexFormat.of().parseHex("90e0812310201002009d012a8002684141ff");
    assertThat(Vp8.width(bytes, 0, bytes.length)).isEqualTo(640);
    assertThat(Vp8.height(bytes, 0, bytes.length)).isEqualTo(360);
    assertThat(Vp8.height(bytes, 0, bytes.length - 3)).isEqualTo(Vp8.ABSENT);
    bytes[10] = 2;
    assertThat(Vp8.height(bytes, 0, bytes.length)).isEqualTo(Vp8.ABSENT);
  }
}
