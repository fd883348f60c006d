package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BurstsTest {

  private static final int EIO = -5;
  private static final int EINVAL = -22;
  private static final InetSocketAddress ONE = address(1);
  private static final InetSocketAddress TWO = address(2);

  private final Kernel kernel = new Kernel();
  private final EmbeddedChannel channel = new EmbeddedChannel(kernel);
  private final AtomicInteger lost = new AtomicInteger();
  private final Bursts bursts = new Bursts(channel, lost::incrementAndGet);

  /** Netty's errors need its native code. */
  @BeforeAll
  static void load() {
    assertThat(Epoll.isAvailable()).isTrue();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @AfterEach
  void close() {
    bursts.close();
    channel.finishAndReleaseAll();
  }

  private void add(int length, InetSocketAddress to) {
    assertThat(bursts.add(new byte[length], length, to)).isTrue();
  }

  @Test
  void oneBurstHasDatagramsOfOneLengthAndPerhapsAShorterOneAtTheEnd() {
    add(1200, ONE);
    add(1200, ONE);
    add(1200, TWO);
    add(700, ONE);
    add(700, ONE);
    add(1300, ONE);
    bursts.flush();
    assertThat(kernel.taken).containsExactly("1: 3100 in 1200", "1: 700", "1: 1300", "2: 1200");
  }

  @Test
  void aBurstHasAtMostSixteenDatagrams() {
    for (int i = 0; i < 20; i++) {
      add(100, ONE);
    }
    bursts.flush();
    assertThat(kernel.taken).containsExactly("1: 1600 in 100", "1: 400 in 100");
  }

  @Test
  void whereTheInterfaceDividesNothingDatagramsAreSentOneByOneFromThenOn() {
    kernel.error = EIO;
    add(1200, ONE);
    add(1200, ONE);
    add(700, ONE);
    bursts.flush();
    assertThat(kernel.taken).containsExactly("1: 1200", "1: 1200", "1: 700");
    add(50, ONE);
    add(50, ONE);
    assertThat(kernel.taken).hasSize(5).endsWith("1: 50", "1: 50");
    assertThat(lost).hasValue(0);
  }

  @Test
  void afterAnotherErrorTheNextBurstIsTriedAgain() {
    kernel.error = EINVAL;
    add(1200, ONE);
    add(1200, ONE);
    bursts.flush();
    assertThat(kernel.taken).containsExactly("1: 1200", "1: 1200");
    kernel.error = 0;
    add(50, ONE);
    add(50, ONE);
    bursts.flush();
    assertThat(kernel.taken).endsWith("1: 100 in 50");
  }

  @Test
  void eachDatagramThatCannotBeSentIsTold() {
    kernel.error = EINVAL;
    kernel.refusesAll = true;
    add(1200, ONE);
    add(1200, ONE);
    add(1200, TWO);
    bursts.flush();
    assertThat(bursts.send(new byte[9], 9, ONE)).isTrue();
    assertThat(kernel.taken).isEmpty();
    assertThat(lost).hasValue(4);
  }

  @Test
  void whatIsSentAtOnceComesAfterWhatWaitsForTheSameAddress() {
    add(1200, ONE);
    add(1200, TWO);
    add(1200, ONE);
    add(1300, ONE);
    assertThat(bursts.send(new byte[9], 9, ONE)).isTrue();
    assertThat(kernel.taken).containsExactly("1: 2400 in 1200", "1: 1300", "1: 9");
    bursts.flush();
    assertThat(kernel.taken).hasSize(4).endsWith("2: 1200");
  }

  @Test
  void whatIsSentAtOnceComesAfterWhatIsRefused() {
    kernel.error = EINVAL;
    add(1200, ONE);
    add(700, ONE);
    assertThat(bursts.send(new byte[9], 9, ONE)).isTrue();
    assertThat(kernel.taken).containsExactly("1: 1200", "1: 700", "1: 9");
  }

  @Test
  void whatIsRefusedLateIsSentAtTheNextFlush() {
    kernel.error = EIO;
    kernel.isLate = true;
    add(1200, ONE);
    add(700, ONE);
    bursts.flush();
    assertThat(kernel.taken).isEmpty();
    kernel.refuse();
    bursts.flush();
    assertThat(kernel.taken).containsExactly("1: 1200", "1: 700");
    assertThat(lost).hasValue(0);
  }

  @Test
  void muchThatWaitsIsWritten() {
    for (int port = 1; port <= 1025; port++) {
      add(10, address(port));
    }
    assertThat(kernel.taken).hasSize(1024);
  }

  /** The table has 2,048 buckets, and three addresses in each that is used. */
  @Test
  void addressesOfTheSameBucketAreToldApart() {
    int[] ports = IntStream.range(0, 600).map(i -> 1 + i % 200 + 2048 * (i / 200)).toArray();
    for (int round = 0; round < 3; round++) {
      kernel.taken.clear();
      for (int port : ports) {
        add(10, address(port));
      }
      for (int i = round; i < 600; i += 2) {
        assertThat(bursts.send(new byte[9], 9, address(ports[i]))).isTrue();
        add(20, address(ports[i]));
      }
      bursts.flush();
      for (int i = 0; i < 600; i++) {
        String to = ports[i] + ": ";
        boolean both = i >= round && i % 2 == round % 2;
        assertThat(kernel.taken)
            .filteredOn(each -> each.startsWith(to))
            .containsExactlyElementsOf(both ? List.of(to + 10, to + 9, to + 20) : List.of(to + 10));
      }
    }
  }

  @Test
  void aBurstWhoseBytesAreReplacedIsDividedAsBefore() {
    Burst burst = new Burst((written, cause) -> {});
    burst.begin(ONE, 100);
    burst.add(new byte[100], 100);
    burst.add(new byte[50], 50);
    SegmentedDatagramPacket copy = burst.replace(burst.content().copy());
    assertThat(copy.segmentSize()).isEqualTo(100);
    assertThat(copy.recipient()).isEqualTo(ONE);
    assertThat(copy.content().readableBytes()).isEqualTo(150);
    copy.release();
    burst.release();
  }

  /** Takes the datagrams, or refuses them with an error. */
  private static final class Kernel extends ChannelOutboundHandlerAdapter {
    private final List<String> taken = new ArrayList<>();
    private int error;
    private boolean refusesAll;
    private boolean isLate;
    private final List<ChannelPromise> held = new ArrayList<>();

    /** Refuses what was held when it was late. */
    void refuse() {
      held.forEach(each -> each.setFailure(new Errors.NativeIoException("sendmmsg", error)));
      held.clear();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      SegmentedDatagramPacket packet = (SegmentedDatagramPacket) message;
      int length = packet.content().readableBytes();
      boolean divided = length > packet.segmentSize(); // as in Netty's NativeDatagramPacketArray
      String told = packet.recipient().getPort() + ": " + length;
      if (divided) {
        told += " in " + packet.segmentSize();
      }
      ReferenceCountUtil.release(message);
      if (error != 0 && (divided || refusesAll)) {
        held.add(promise);
        if (!isLate) {
          refuse();
        }
      } else {
        taken.add(told);
        promise.setSuccess();
      }
    }
  }
}
