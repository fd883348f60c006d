package dev.rtcrooms.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Outgoing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that takes no commands for a while is asked again, less and less often. */
class OrdersTest {

  private static final Refusal TOO_FAST = Refusal.of(Refusal.RATE_LIMITED, "Too fast");

  /** A strand on which time passes only when the test says so. */
  private static final class SteppedStrand extends Strand {
    private record Later(Duration delay, Runnable task) {}

    private final Queue<Later> later = new ArrayDeque<>();

    SteppedStrand() {
      super(Runnable::run);
    }

    @Override
    void after(Duration delay, Runnable task) {
      later.add(new Later(delay, task));
    }

    /** Lets the next pause pass; its length in milliseconds. */
    long pass() {
      Later next = later.remove();
      next.task().run();
      return next.delay().toMillis();
    }
  }

  private static final class Nobody implements Link.Owner {
    @Override
    public void received(Outgoing message) {}

    @Override
    public void ended(CloseReason reason) {}
  }

  private final JsonCodec codec = new JsonCodec(List.of(Say.TYPE));
  private final SteppedStrand strand = new SteppedStrand();
  private final Orders orders = new Orders(codec, strand);

  @BeforeEach
  void connect() {
    orders.opened(new Link(codec, strand, new Nobody()));
  }

  @Test
  void thePausesAfterRefusalsGrow() {
    CompletableFuture<Reply> answer = say();
    int ref = 1;
    for (long least : new long[] {500, 1_000, 2_000, 4_000, 8_000, 8_000}) {
      refuse(ref++);
      assertThat(strand.pass()).isBetween(least, 2 * least);
    }
    accept(ref);
    assertThat(answer).isCompleted();
  }

  @Test
  void commandsThatAreRefusedTogetherPauseOnce() {
    say();
    say();
    refuse(1);
    refuse(2);
    assertThat(strand.pass()).isLessThan(1_000);
    assertThat(strand.later).isEmpty();
    refuse(3);
    assertThat(strand.pass()).isBetween(1_000L, 2_000L);
  }

  @Test
  void thePausesAreShortAgainAfterAReply() {
    say();
    refuse(1);
    strand.pass();
    accept(2);
    say();
    refuse(3);
    assertThat(strand.pass()).isLessThan(1_000);
  }

  @Test
  void thePausesAreShortAgainOnTheNextConnection() {
    say();
    refuse(1);
    strand.pass();
    orders.lost(CloseReason.LOST);
    connect();
    refuse(3);
    assertThat(strand.pass()).isLessThan(1_000);
  }

  private CompletableFuture<Reply> say() {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    orders.add(new Say("hello"), true, answer);
    return answer;
  }

  private void refuse(int ref) {
    orders.refused(new Refused(String.valueOf(ref), TOO_FAST));
  }

  private void accept(int ref) {
    orders.replied(new Replied(String.valueOf(ref), null));
  }
}
