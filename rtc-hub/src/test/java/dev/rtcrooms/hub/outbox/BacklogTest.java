package dev.rtcrooms.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.Note;
import dev.rtcrooms.hub.outbox.MessageList.QueuedMessage;
import dev.rtcrooms.transport.Outgoing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Details that cannot be observed from outside; see SharingTest for the rest. */
class BacklogTest {

  private static final int FRAME = 1024;

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
    return new QueuedMessage(Outgoing.of(Note.TYPE, new Note("at " + since)), 10, key, since);
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
}
