package dev.rtcrooms.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.Level;
import dev.rtcrooms.hub.Note;
import dev.rtcrooms.hub.TallyCodec;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Sizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Details that cannot be observed from outside; see SharingTest for the rest. */
class BacklogTest {

  private static final Backlog.Framing FRAME = new Backlog.Framing(1024, null);

  /** A key that counts how often it was looked up. */
  private static final class Key {
    private int lookedUp;

    @Override
    public int hashCode() {
      lookedUp++;
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other == this;
    }
  }

  private static QueuedMessage message(@Nullable Object key, long since) {
    MessageType<Note> type =
        key == null ? Note.TYPE : Note.TYPE.withDelivery(Delivery.LATEST).withKey(note -> key);
    return QueuedMessage.of(Outgoing.of(type, new Note("at " + since)), message -> 10, since);
  }

  /** Each member that is behind asks for it, again and again. */
  @Test
  void whatWasReplacedIsLookedForOnceForAllWhoAskHowOldTheRestIs() {
    Key key = new Key();
    Backlog waiting =
        Backlog.of(
                new QueuedMessage[] {message(key, 1), message(null, 2), message(null, 3)},
                true,
                FRAME)
            .then(Backlog.of(new QueuedMessage[] {message(key, 4)}, true, FRAME));
    assertThat(waiting.oldest()).isEqualTo(2);
    int lookedUp = key.lookedUp;

    assertThat(waiting.oldest()).isEqualTo(2);

    assertThat(key.lookedUp).isEqualTo(lookedUp);
  }

  private static Outgoing numbered(int number) {
    return Outgoing.recorded(Note.TYPE, new Note("note " + number), number);
  }

  /** What waits after these turns of one message each. */
  private static Backlog waiting(List<Outgoing> messages, Sizing sizing) {
    Backlog waiting = null;
    for (Outgoing message : messages) {
      Backlog turn = new TurnMessages(List.of(message), true, 1, 1 << 20).backlog(sizing);
      waiting = waiting == null ? turn : waiting.then(turn);
    }
    return Objects.requireNonNull(waiting);
  }

  @Test
  void whatWaitsForLongLosesItsEventsAndStaysTheSame() {
    TallyCodec codec = new TallyCodec();
    List<Outgoing> messages = IntStream.rangeClosed(1, 100).mapToObj(n -> numbered(n)).toList();

    Backlog waiting = waiting(messages, codec);
    List<Outgoing> written = waiting.take().frame().messages();

    assertThat(written).hasSameSizeAs(messages);
    for (int n = 0; n < 100; n++) {
      Outgoing before = messages.get(n);
      Outgoing after = written.get(n);
      assertThat(after == before).as("%d is as it was", n).isEqualTo(n >= 64);
      assertThat(after.encoded(codec)).isSameAs(before.encoded(codec));
      assertThat(after.offset()).isEqualTo(before.offset());
      assertThat(after.event()).isEqualTo(before.event());
    }
  }

  @Test
  void theEncodedFormIsAsOldHasNoTextAndIsSharedByAllWhoWait() {
    TallyCodec codec = new TallyCodec();
    Outgoing message = numbered(1);
    String text = message.encoded(codec).text();
    QueuedMessage whole = QueuedMessage.of(message, codec, 7);

    QueuedMessage encoded = whole.encoded(codec);

    assertThat(encoded.since()).isEqualTo(7);
    assertThat(whole.encoded(codec)).isSameAs(encoded);
    assertThat(message.encoded(codec).text()).isEqualTo(text).isNotSameAs(text);
  }

  @Test
  void longMessagesLoseTheirEventsSooner() {
    TallyCodec codec = new TallyCodec();
    Outgoing first = Outgoing.of(Note.TYPE, new Note("x".repeat(5_000)));
    Outgoing second = Outgoing.of(Note.TYPE, new Note("y".repeat(5_000)));

    List<Outgoing> written = waiting(List.of(first, second), codec).take().frame().messages();

    assertThat(written.get(0)).isNotSameAs(first);
    assertThat(written.get(1).event()).isEqualTo(second.event());
  }

  private static Backlog turn(TallyCodec codec, int frameBytes, Outgoing... messages) {
    return new TurnMessages(List.of(messages), true, 1, frameBytes).backlog(codec);
  }

  @Test
  void aLongTurnLosesItsEventsAsSoonAsItWaitsAndIsTheSameForAllWhoWait() {
    TallyCodec codec = new TallyCodec();
    Outgoing message = Outgoing.of(Note.TYPE, new Note("x".repeat(10_000)));
    Backlog turn = turn(codec, 1 << 20, message);

    Outgoing waiting = turn.alone().take().frame().messages().get(0);
    assertThat(waiting).isNotSameAs(message);
    assertThat(waiting.encoded(codec)).isSameAs(message.encoded(codec));
    assertThat(turn.alone()).isSameAs(turn.alone());
    assertThat(turn.take().frame().messages()).as("who is idle").containsExactly(message);
  }

  @Test
  void aShortTurnWaitsAsItIs() {
    Backlog turn = turn(new TallyCodec(), 1 << 20, numbered(1));

    assertThat(turn.alone()).isSameAs(turn);
  }

  @Test
  void whatIsLeftOfALongTurnLosesItsEvents() {
    TallyCodec codec = new TallyCodec();
    Outgoing first = Outgoing.of(Note.TYPE, new Note("x".repeat(5_000)));
    Outgoing second = Outgoing.of(Note.TYPE, new Note("y".repeat(5_000)));

    Backlog.Taken taken = turn(codec, 1_000, first, second).take();
    assertThat(taken.frame().messages()).containsExactly(first);
    Outgoing left = Objects.requireNonNull(taken.rest()).take().frame().messages().get(0);
    assertThat(left).isNotSameAs(second);
    assertThat(left.encoded(codec)).isSameAs(second.encoded(codec));
  }

  /** A transport may count the headers of frames, for example. */
  @Test
  void aMessageHasTheSameSizeWhileItWaits() {
    TallyCodec codec =
        new TallyCodec() {
          @Override
          public int size(Outgoing message) {
            return super.size(message) + 14;
          }
        };
    Backlog.Framing framing = new Backlog.Framing(200, codec);
    Backlog waiting = null;
    for (int number = 1; number <= 100; number++) {
      QueuedMessage message = QueuedMessage.of(numbered(number), codec, 0);
      Backlog turn = Backlog.of(new QueuedMessage[] {message}, true, framing);
      waiting = waiting == null ? turn : waiting.then(turn);
    }

    int frames = 0;
    for (Backlog left = waiting; left != null; left = left.take().rest()) {
      long bytes = left.messages().count() * 14L;
      for (int n = 0; n < left.messages().count(); n++) {
        bytes += left.messages().get(n).message(codec).encoded(codec).size();
      }
      assertThat(left.bytes()).isEqualTo(bytes);
      frames++;
    }
    assertThat(frames).isGreaterThan(10);
  }

  @Test
  void withoutACodecAMessageKeepsItsEvent() {
    List<Outgoing> messages = IntStream.rangeClosed(1, 100).mapToObj(n -> numbered(n)).toList();

    assertThat(waiting(messages, message -> 1_000).take().frame().messages())
        .usingElementComparator((one, other) -> one == other ? 0 : 1)
        .isEqualTo(messages);
  }

  @Test
  void whatMayBeReplacedKeepsItsEvent() {
    TallyCodec codec = new TallyCodec();
    Outgoing level = Outgoing.of(Level.TYPE, new Level("ann", 1));
    List<Outgoing> messages = new ArrayList<>(List.of(level));
    IntStream.rangeClosed(1, 100).forEach(n -> messages.add(numbered(n)));
    Outgoing newer = Outgoing.of(Level.TYPE, new Level("ann", 2));

    Backlog waiting = waiting(messages, codec);
    assertThat(waiting.take().frame().messages().get(0)).isSameAs(level);
    messages.add(newer);

    List<Outgoing> written = waiting(messages, codec).take().frame().messages();
    assertThat(written).hasSize(101);
    assertThat(written.get(0).event()).isEqualTo(new Note("note 1"));
    assertThat(written.get(100)).isSameAs(newer);
  }
}
