package dev.rtcrooms.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest implements FrameReader.Listener {
  private final List<String> heard = new ArrayList<>();
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

  @Test
  void framesOfEveryLengthAreHeard() {
    for (int length : List.of(0, 1, 125, 126, 127, 65_535, 65_536)) {
      frame(0x81, "x".repeat(length));
    }

    assertThat(read(wire.toByteArray())).isEqualTo(wire.size());
    assertThat(heard.stream().map(String::length))
        .containsExactly(0, 1, 125, 126, 127, 65_535, 65_536);
  }

  @Test
  void aFrameThatIsNotWholeWaitsForItsRest() {
    frame(0x81, "first");
    int whole = wire.size();
    frame(0x81, "y".repeat(300));

    for (int cut = whole; cut < wire.size(); cut++) {
      heard.clear();
      assertThat(new FrameReader(this).read(wire.toByteArray(), 0, cut)).isEqualTo(whole);
      assertThat(heard).containsExactly("first");
    }
  }

  @Test
  void fragmentsAreOneMessageAndAPingMayComeBetween() {
    frame(0x01, "a");
    frame(0x89, "ping");
    frame(0x00, "b");
    frame(0x80, "c");
    frame(0x81, "d");

    read(wire.toByteArray());

    assertThat(heard).containsExactly("ping:ping", "abc", "d");
  }

  @Test
  void aCloseIsHeard() {
    frame(0x88, "xy");

    read(wire.toByteArray());

    assertThat(heard).containsExactly("close:xy");
  }

  private int read(byte[] bytes) {
    return new FrameReader(this).read(bytes, 0, bytes.length);
  }

  private void frame(int first, String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    wire.write(first);
    if (payload.length < 126) {
      wire.write(payload.length);
    } else if (payload.length < 65_536) {
      wire.write(126);
      wire.write(payload.length >> 8);
      wire.write(payload.length);
    } else {
      wire.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        wire.write((int) ((long) payload.length >> shift));
      }
    }
    wire.writeBytes(payload);
  }

  @Override
  public void message(byte[] bytes, int from, int to) {
    heard.add(text(bytes, from, to));
  }

  @Override
  public void ping(byte[] bytes, int from, int to) {
    heard.add("ping:" + text(bytes, from, to));
  }

  @Override
  public void close(byte[] bytes, int from, int to) {
    heard.add("close:" + text(bytes, from, to));
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }
}
