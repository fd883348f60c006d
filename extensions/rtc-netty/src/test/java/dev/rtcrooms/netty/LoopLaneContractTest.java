package dev.rtcrooms.netty;

import dev.rtcrooms.testkit.contract.LaneContract;
import dev.rtcrooms.transport.Lane;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** An event loop does what a lane must. */
class LoopLaneContractTest extends LaneContract {

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @Override
  protected Lane lane() {
    return new LoopLane(loops.next(), new SharedFrames(UnpooledByteBufAllocator.DEFAULT));
  }

  @Override
  protected boolean end(Lane lane) {
    close();
    return true;
  }

  @AfterEach
  void close() {
    loops.shutdownGracefully(0, patienceSeconds(), TimeUnit.SECONDS).syncUninterruptibly();
  }
}
