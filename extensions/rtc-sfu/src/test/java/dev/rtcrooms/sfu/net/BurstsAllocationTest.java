package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A datagram that is sent allocates no more than Netty does for a packet that exists already (the
 * smallest object has 16 bytes).
 */
class BurstsAllocationTest {

  private static final int RECEIVERS = 100;
  private static final int ROUNDS = 50;
  private static final int BYTES_OF_LESS_THAN_AN_OBJECT = 12;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final EmbeddedChannel channel = new EmbeddedChannel(new Kernel());
  private final Bursts bursts = new Bursts(channel, () -> {});
  private final byte[] datagram = new byte[1200];
  private final List<InetSocketAddress> receivers = new ArrayList<>();

  /** Takes all that is written. */
  private static final class Kernel extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
      promise.setSuccess();
    }
  }

  BurstsAllocationTest() {
    for (int i = 1; i <= RECEIVERS; i++) {
      receivers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), i));
    }
  }

  @AfterEach
  void close() {
    bursts.close();
    channel.finishAndReleaseAll();
  }

  /** Bytes for each receiver and round, on this thread, which does all the work. */
  private double bytesEach(Runnable round) {
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    return (double) (after - before) / RECEIVERS / ROUNDS;
  }

  /** What Netty allocates for a packet, and for a flush after so many. */
  private double bytesOfNetty(int packetsForAFlush) {
    Burst packet = new Burst((burst, cause) -> {});
    packet.begin(receivers.get(0), datagram.length);
    packet.add(datagram, datagram.length);
    double bytes =
        bytesEach(
            () -> {
              for (int i = 1; i <= RECEIVERS; i++) {
                packet.retain();
                channel.write(packet).addListener(packet);
                if (i % packetsForAFlush == 0) {
                  channel.flush();
                }
              }
            });
    packet.release();
    return bytes;
  }

  @Test
  void whatIsSentAtOnce() {
    double netty = bytesOfNetty(1);
    double ours =
        bytesEach(() -> receivers.forEach(to -> bursts.send(datagram, datagram.length, to)));
    assertThat(ours - netty).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  @Test
  void aBurst() {
    double netty = bytesOfNetty(32);
    double ours =
        bytesEach(
            () -> {
              for (int i = 0; i < 7; i++) {
                receivers.forEach(to -> bursts.add(datagram, datagram.length, to));
              }
              bursts.flush();
            });
    assertThat(ours - netty).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  @Test
  void whatIsSentAtOnceAfterABurst() {
    double netty = 2 * bytesOfNetty(1);
    double ours =
        bytesEach(
            () -> {
              receivers.forEach(to -> bursts.add(datagram, datagram.length, to));
              receivers.forEach(to -> bursts.send(datagram, datagram.length, to));
              bursts.flush();
            });
    assertThat(ours - netty).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }
}
