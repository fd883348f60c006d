package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.transport.Encoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedFramesTest {

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final SharedFrames frames = new SharedFrames(allocator);
  private final Encoded payload = Encoded.ofText("x".repeat(1_000));

  private long used() {
    return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
  }

  @Test
  void allWhoHearTheSameShareItsBytes() {
    List<ByteBuf> taken = new ArrayList<>();
    taken.add(frames.shared(payload, false));
    long one = used();
    for (int i = 0; i < 100; i++) {
      taken.add(frames.shared(payload, false));
    }
    assertThat(used()).isEqualTo(one);
    for (ByteBuf frame : taken) {
      assertThat(frame.skipBytes(4).toString(StandardCharsets.US_ASCII)).isEqualTo(payload.text());
      frame.release();
    }
    frames.clear();

    assertThat(used()).isZero();
  }

  @Test
  void aFrameLivesUntilItIsWrittenThoughTheTurnIsOver() {
    ByteBuf frame = frames.shared(payload, false);
    frames.clear();

    assertThat(frame.refCnt()).isEqualTo(1);
    frame.release();
    assertThat(used()).isZero();
  }

  @Test
  void moreThanAFewInATurnAreStillRight() {
    for (int i = 0; i < 20; i++) {
      Encoded one = Encoded.ofText("message " + i);
      ByteBuf frame = frames.shared(one, false);
      assertThat(frame.skipBytes(2).toString(StandardCharsets.US_ASCII)).isEqualTo(one.text());
      frame.release();
    }
    frames.clear();

    assertThat(used()).isZero();
  }

  @Test
  void whoAgreedToCompressionGetsOtherBytes() {
    ByteBuf plain = frames.shared(payload, false);
    ByteBuf compressed = frames.shared(payload, true);
    ByteBuf small = frames.shared(Encoded.ofText("small"), true);

    assertThat(plain.readableBytes()).isEqualTo(1_004);
    assertThat(plain.getUnsignedByte(0)).isEqualTo((short) 0x81);
    assertThat(compressed.readableBytes()).isLessThan(100);
    assertThat(compressed.getUnsignedByte(0)).isEqualTo((short) 0xC1);
    assertThat(small.getUnsignedByte(0)).isEqualTo((short) 0x81);
    List.of(plain, compressed, small).forEach(ByteBuf::release);
    frames.clear();
    assertThat(used()).isZero();
  }
}
