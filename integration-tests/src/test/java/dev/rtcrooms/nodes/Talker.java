package dev.rtcrooms.nodes;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.client.Reply;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.State;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who says numbered messages, one after the other, each until it is acknowledged, and
 * notes what it hears. Thread-safe.
 */
final class Talker implements AutoCloseable {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final long AGAIN_MILLIS = 300;

  /** Refusals after which the same message is said again. */
  private static final Set<String> TEMPORARY = Set.of(Refusal.NOT_RECORDED, Refusal.UNAVAILABLE);

  /** What one connection has shown. */
  static final class Visit {
    final Hello hello;
    final List<Heard> heard = new ArrayList<>();

    Visit(Hello hello) {
      this.hello = hello;
    }
  }

  /** A recorded message. */
  record Heard(long number, String text) {}

  /**
   * A message that was acknowledged.
   *
   * @param number as the acknowledgement has it
   * @param begun when it was said first, by {@link System#nanoTime}
   * @param ended when the acknowledgement came
   */
  record Acknowledged(String text, long number, long begun, long ended) {}

  private final String name;
  private final String room;
  private final Duration pause;
  private final ScheduledExecutorService timer;
  private final RoomClient client;
  private final List<Visit> visits = new ArrayList<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int count;
  private int refusals;
  private boolean waits;
  private boolean isSilent;
  private boolean isClosed;

  /**
   * Connects.
   *
   * @param name without a hyphen
   * @param room for the check
   * @param link of the room, at a node of its choice each time
   * @param pause between an acknowledgement and the next message
   */
  Talker(
      String name,
      String room,
      Supplier<URI> link,
      Duration pause,
      ScheduledExecutorService timer) {
    this.name = name;
    this.room = room;
    this.pause = pause;
    this.timer = timer;
    client =
        RoomClient.builder(link.get())
            .link(() -> CompletableFuture.completedFuture(link.get()))
            .backoff(SOON, LATER)
            .name(name)
            .on(Hello.class, (hello, number) -> greeted(hello))
            .on(Said.class, this::heard)
            .on(Members.class, (all, number) -> sees(all))
            .on(MembersChanged.class, (news, number) -> sees(news))
            .build();
    client.closed().thenAccept(reason -> ended(reason.toString()));
    client.connect();
  }

  String room() {
    return room;
  }

  private synchronized void greeted(Hello hello) {
    visits.add(new Visit(hello));
    if (visits.size() == 1) {
      speak();
    }
  }

  private synchronized void heard(Said said, long number) {
    if (visits.isEmpty() || number == 0) {
      complaints.add("heard " + said.text() + " without a number, or before the hello");
    } else {
      visits.get(visits.size() - 1).heard.add(new Heard(number, said.text()));
    }
  }

  private synchronized void sees(Members all) {
    members.clear();
    all.members().forEach(this::sees);
  }

  private synchronized void sees(MembersChanged news) {
    news.left().forEach(members::remove);
    news.joined().forEach(this::sees);
    news.changed().forEach(this::sees);
  }

  private void sees(Person person) {
    members.put(
        person.user().id(), person.state() == Person.State.ONLINE ? person.clients() : List.of());
  }

  private synchronized void ended(String reason) {
    if (!isClosed) {
      complaints.add("was sent away for good: " + reason);
    }
  }

  private synchronized void speak() {
    if (!isSilent && !waits) {
      waits = true;
      String text = name + "-" + ++count;
      send(new Say("id-" + text, text), System.nanoTime());
    }
  }

  private void send(Say say, long begun) {
    client.send(say).whenComplete((reply, failure) -> answered(say, begun, reply, failure));
  }

  private synchronized void answered(
      Say say, long begun, @Nullable Reply reply, @Nullable Throwable failure) {
    if (isClosed) {
      return;
    } else if (reply != null) {
      waits = false;
      acknowledged.add(
          new Acknowledged(say.text(), reply.recorded().orElse(0), begun, System.nanoTime()));
      timer.schedule(this::speak, pause.toMillis(), TimeUnit.MILLISECONDS);
    } else if (isTemporary(failure)) {
      refusals++;
      timer.schedule(() -> send(say, begun), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      complaints.add("could not say " + say.text() + ": " + failure);
    }
  }

  private static boolean isTemporary(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RefusalException refused
        && TEMPORARY.contains(refused.refusal().code());
  }

  /** Says nothing new. */
  synchronized void fallSilent() {
    isSilent = true;
  }

  synchronized boolean isIn() {
    return client.state() == State.OPEN;
  }

  /** Whether a message was acknowledged that it has begun to say after a moment. */
  synchronized boolean hasSpokenSince(long moment) {
    return !acknowledged.isEmpty()
        && acknowledged.get(acknowledged.size() - 1).begun() - moment > 0;
  }

  /** Whether it was closed here. */
  synchronized boolean hasLeft() {
    return isClosed;
  }

  synchronized boolean isWaiting() {
    return waits;
  }

  /** The place of what it heard last, or of its last hello. */
  synchronized Optional<Position> position() {
    if (visits.isEmpty()) {
      return Optional.empty();
    }
    Visit last = visits.get(visits.size() - 1);
    Position begin = last.hello.position();
    return Optional.of(
        last.heard.isEmpty()
            ? begin
            : new Position(begin.epoch(), last.heard.get(last.heard.size() - 1).number()));
  }

  /** Its user and its present connection, as the last hello has them. */
  synchronized Map<String, List<String>> self() {
    if (visits.isEmpty()) {
      return Map.of();
    }
    var member = visits.get(visits.size() - 1).hello.member();
    return Map.of(member.user().id(), List.of(member.client()));
  }

  /** The connections of each user in the room, as this one sees it. */
  synchronized Map<String, List<String>> members() {
    return Map.copyOf(members);
  }

  synchronized List<Visit> visits() {
    return List.copyOf(visits);
  }

  synchronized List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  synchronized int refusals() {
    return refusals;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    client.close();
  }
}
