package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rtcrooms.spi.TakenOverException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The nodes of each test of {@link ClusterContract}, and ways to wait for what they do. */
abstract class EnginesFixture {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<JoinedNode> members = new ArrayList<>();
  private @Nullable TestEngines engines;

  /** Creates a cluster without nodes. */
  protected abstract TestEngines engines() throws Exception;

  @BeforeEach
  void startEngines() throws Exception {
    engines = engines();
  }

  @AfterEach
  void closeEngines() {
    members.forEach(member -> member.engine().close());
    if (engines != null) {
      engines.close();
    }
  }

  final TestEngines cluster() {
    return TransportFixture.started(engines);
  }

  /** Starts a node, and waits for its lease. */
  final JoinedNode join() {
    TestEngines cluster = cluster();
    JoinedNode member =
        new JoinedNode(members.size(), cluster.create(), cluster.scheduler(), cluster.executor());
    members.add(member);
    member.engine().join(member);
    await("the lease of a new node", member.engine()::isCurrent);
    return member;
  }

  final List<JoinedNode> join(int count) {
    List<JoinedNode> joined = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      joined.add(join());
    }
    return joined;
  }

  final void await(String what, BooleanSupplier condition) {
    long began = cluster().scheduler().nanoTime();
    while (!condition.getAsBoolean()) {
      if (cluster().scheduler().nanoTime() - began > PATIENCE.toNanos()) {
        fail("Not within " + PATIENCE + ": " + what);
      }
      cluster().pass();
    }
  }

  final void pass(Duration time) {
    long began = cluster().scheduler().nanoTime();
    await("time", () -> cluster().scheduler().nanoTime() - began > time.toNanos());
  }

  final <T> T get(CompletionStage<T> stage) {
    CompletableFuture<T> copy = ended(stage);
    return copy.join();
  }

  /** Waits for the end of a stage, good or bad. */
  final <T> CompletableFuture<T> ended(CompletionStage<T> stage) {
    CompletableFuture<T> copy = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            copy.complete(value);
          } else {
            copy.completeExceptionally(failure);
          }
        });
    await("the end of a stage", copy::isDone);
    return copy;
  }

  /** Waits for the end of a call that may as well fail at once. */
  final <T> @Nullable Throwable failure(Supplier<CompletionStage<T>> call) {
    try {
      ended(call.get()).join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** Claims a room until the engine can tell. */
  final Bid bid(JoinedNode member, UUID room) {
    List<Bid> answers = new ArrayList<>();
    await("an answer to a claim", () -> answered(member, room, answers));
    return answers.get(0);
  }

  private boolean answered(JoinedNode member, UUID room, List<Bid> answers) {
    AtomicInteger losses = new AtomicInteger();
    Throwable failure =
        failure(
            () ->
                member
                    .engine()
                    .claim(room, losses::incrementAndGet)
                    .thenAccept(claim -> answers.add(new Bid(claim, losses))));
    return failure == null;
  }

  /** Claims a room until the member is its home. */
  final Bid win(JoinedNode member, UUID room) {
    List<Bid> bids = new ArrayList<>();
    await(
        "the end of another home",
        () -> {
          bids.add(bid(member, room));
          return bids.get(bids.size() - 1).isWon();
        });
    return bids.get(bids.size() - 1);
  }

  /** Asserts that a past is lost: a call fails for this reason, once its node can be reached. */
  final <T> void assertFenced(Bid former, Supplier<CompletionStage<T>> call) {
    await(
        "the end of a past that another node has",
        () -> {
          Throwable failure = failure(call);
          assertNotNull(failure, "a former home has changed the past");
          return failure instanceof TakenOverException;
        });
    assertEquals(1, former.losses().get(), "how often the former home was told by then");
  }
}
