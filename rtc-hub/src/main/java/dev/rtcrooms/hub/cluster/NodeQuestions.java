package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.hub.cluster.NodeMessage.Answer;
import dev.rtcrooms.hub.cluster.NodeMessage.Ask;
import dev.rtcrooms.hub.cluster.NodeMessage.Line;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions of hosts to rooms of other nodes, and their answers; any thread. */
final class NodeQuestions {

  private static final Logger LOG = LoggerFactory.getLogger(NodeQuestions.class);

  /** The ref of an answer of a room. */
  private static final String ANSWERED = "ask";

  /** The ref of an answer of a node that does not have the room. */
  private static final String NOT_HOME = "not-home";

  private static final Refusal FAILED =
      Refusal.of(Refusal.INTERNAL, "The server could not carry this out");

  private final Lines lines;
  private final Scheduler scheduler;
  private final Duration timeout;
  private final Rooms rooms;
  private final Map<Long, Unanswered> unanswered = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** The rooms of this node. */
  interface Rooms {

    /**
     * Asks a room, if this node is its home; fails with a {@link RefusalException} or a {@link
     * NotHomeException}.
     */
    CompletionStage<Optional<Fields>> ask(String streamId, Command question);
  }

  private record Unanswered(NodeLink link, CompletableFuture<Optional<Fields>> answer) {}

  /**
   * No questions.
   *
   * @param timeout how long a question waits for its answer
   */
  NodeQuestions(Lines lines, Scheduler scheduler, Duration timeout, Rooms rooms) {
    this.lines = lines;
    this.scheduler = scheduler;
    this.timeout = timeout;
    this.rooms = rooms;
  }

  /**
   * Asks a room of another node.
   *
   * @param link to the home
   * @return the data of the answer; fails with a {@link RefusalException}, whose code is {@link
   *     Refusal#UNAVAILABLE} if there is no answer, or with a {@link NotHomeException}
   */
  @SuppressWarnings("FutureReturnValueIgnored") // of what follows the answer
  CompletionStage<Optional<Fields>> ask(NodeLink link, String streamId, Command question) {
    long number = numbers.incrementAndGet();
    CompletableFuture<Optional<Fields>> answer = new CompletableFuture<>();
    unanswered.put(number, new Unanswered(link, answer));
    Cancellable deadline = scheduler.schedule(timeout, () -> fail(answer));
    answer.whenComplete(
        (data, failure) -> {
          deadline.cancel();
          unanswered.remove(number);
        });
    link.send(new Ask(number, streamId, lines.of(new Inbound.Accepted(null, question))));
    if (link.isBroken()) {
      fail(answer);
    }
    return answer;
  }

  private static void fail(CompletableFuture<Optional<Fields>> answer) {
    answer.completeExceptionally(
        new RefusalException(
            Refusal.UNAVAILABLE, "The room has not answered, and may have carried this out"));
  }

  /** Another node asks a room of this one. */
  @SuppressWarnings("FutureReturnValueIgnored") // of what follows the answer
  void asked(NodeLink link, Ask message) {
    answer(link, message)
        .<Event>handle(
            (data, failure) ->
                failure == null
                    ? new Replied(ANSWERED, null, data.orElse(null))
                    : refused(AsyncCalls.cause(failure)))
        .thenAccept(event -> link.send(new Answer(message.number(), line(link, event))));
  }

  private static Refused refused(Throwable cause) {
    if (cause instanceof NotHomeException) {
      return new Refused(NOT_HOME, Refusal.of(Refusal.ELSEWHERE, "The room is not here"));
    }
    return new Refused(
        ANSWERED, cause instanceof RefusalException refused ? refused.refusal() : FAILED);
  }

  private Line line(NodeLink link, Event event) {
    try {
      return lines.of(event);
    } catch (RuntimeException | Error e) {
      LOG.error("The answer to a question of node {} cannot be written", link.node(), e);
      return lines.of(new Refused(ANSWERED, FAILED));
    }
  }

  private CompletionStage<Optional<Fields>> answer(NodeLink link, Ask message) {
    try {
      Inbound question = lines.inbound(List.of(message.question())).get(0);
      return question instanceof Inbound.Accepted accepted
          ? rooms.ask(message.streamId(), accepted.command())
          : CompletableFuture.failedStage(
              new RefusalException(((Inbound.Rejected) question).refusal()));
    } catch (RuntimeException e) {
      LOG.error("A question of node {} could not be read", link.node(), e);
      return CompletableFuture.failedStage(e);
    }
  }

  /** Another node has answered. */
  void answered(NodeLink link, Answer message) {
    Unanswered question = unanswered.get(message.number());
    if (question == null || question.link != link) {
      return;
    }
    Event event = event(link, message);
    if (event instanceof Replied reply) {
      question.answer.complete(Optional.ofNullable(reply.data()));
    } else if (event instanceof Refused refused) {
      question.answer.completeExceptionally(
          NOT_HOME.equals(refused.ref())
              ? new NotHomeException()
              : new RefusalException(refused.refusal()));
    } else {
      fail(question.answer);
    }
  }

  private @Nullable Event event(NodeLink link, Answer message) {
    try {
      return lines.event(message.answer());
    } catch (RuntimeException e) {
      LOG.error("An answer of node {} could not be read", link.node(), e);
      return null;
    }
  }

  /** No answers come over a link any more. */
  void broken(NodeLink link) {
    unanswered.values().stream()
        .filter(question -> question.link == link)
        .forEach(question -> fail(question.answer));
  }
}
