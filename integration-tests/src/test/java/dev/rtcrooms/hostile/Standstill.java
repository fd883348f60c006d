package dev.rtcrooms.hostile;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;
import java.util.concurrent.CountDownLatch;

/**
 * A feature that blocks its room, as none should: at the command {@code stand-still}, until the
 * program is told to go on.
 */
final class Standstill implements Feature {

  static final MessageType<StandStill> TYPE = MessageType.of("stand-still", StandStill.class);

  /** Is said when a room has begun to wait. */
  static final String BEGUN = "A room stands still";

  private final CountDownLatch end;

  Standstill(CountDownLatch end) {
    this.end = end;
  }

  /** Blocks the room of its sender. */
  record StandStill() implements CustomCommand {}

  @Override
  public Result handle(Client client, Command command) {
    if (!(command instanceof StandStill)) {
      return Result.UNHANDLED;
    }
    System.out.println(BEGUN);
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Result.DONE;
  }
}
