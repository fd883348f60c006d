package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.feature.HeapSize;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of a room: the last ones in memory, earlier ones in the room's history. A changed
 * message replaces the original in both. For the mailbox.
 *
 * <p>What is in memory is bounded twice: by itself, and with the state of all rooms.
 */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /**
   * How many messages are in memory, and how many bytes they take on the wire, unless a single one
   * takes more: together less than a frame, so that a client that does not read costs little.
   */
  static final int LAST = 50;

  static final int LAST_BYTES = 60 * 1024;

  /** How much memory earlier messages take that were changed lately; and how many they are. */
  private static final int EARLIER_BYTES = 128 * 1024;

  private static final int EARLIER = 64;

  private final Room room;
  private final StateBudget.Share share;
  private final Replacements replacements;

  /** The last messages, oldest first. */
  private final List<ChatMessage> last = new ArrayList<>();

  private int lastBytes;
  private boolean more;

  private final Map<Long, Said> earlier = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private int earlierBytes;

  /** The messages that are being read, so that each change is made to the newest version. */
  private final Map<Long, CompletableFuture<Said>> reading = new HashMap<>();

  Conversation(Room room, StateBudget.Share share, Replacements replacements) {
    this.room = room;
    this.share = share;
    this.replacements = replacements;
    share.add(this::trim);
    share.add(this::forgetEarlier);
  }

  /** The chat state for a client that joins. */
  ChatLog log() {
    return new ChatLog(last, more);
  }

  /**
   * Takes in the events that were recorded before the room opened. The changes among them are made
   * again, because the history may not have been told all that follows from them. Of messages that
   * are not among them, only those are read that lost a text.
   */
  void restore(List<Recorded> newest) {
    more = newest.get(0).offset() > 1;
    Map<Long, Said> stored = new HashMap<>();
    Map<Long, List<Recorded>> changes = new LinkedHashMap<>();
    for (Recorded recorded : newest) {
      long changed = Changes.messageOf(recorded.entry().event());
      if (recorded.entry().event() instanceof Said said) {
        add(recorded.offset(), said);
        stored.put(recorded.offset(), said);
      } else if (changed > 0) {
        changes.computeIfAbsent(changed, message -> new ArrayList<>()).add(recorded);
      }
    }
    changes.forEach(
        (message, events) -> {
          Said said = stored.get(message);
          if (said != null) {
            changeAgain(message, said, events);
          } else if (events.stream().anyMatch(Conversation::removesText)) {
            withMessage(message, earlier -> changeAgain(message, earlier, events));
          }
        });
  }

  private static boolean removesText(Recorded change) {
    Event event = change.entry().event();
    return event instanceof Edited || event instanceof Deleted;
  }

  private void changeAgain(long message, Said before, List<Recorded> changes) {
    Said after = before;
    for (Recorded change : changes) {
      after = Changes.of(change.entry().event(), change.offset()).apply(after);
    }
    replace(message, before, after);
    for (Recorded change : changes) {
      boolean hasText = change.entry().event() instanceof Edited edited && edited.text() != null;
      if (hasText && (after.deleted() || !Long.valueOf(change.offset()).equals(after.edited()))) {
        replacements.put(change.offset(), new Edited(message, null, null));
      }
    }
  }

  void add(long offset, Said said) {
    last.add(new ChatMessage(offset, said));
    lastBytes += WireSize.of(said);
    share.changed(bytes(said));
    trim();
  }

  private void trim() {
    while (last.size() > LAST
        || (lastBytes > LAST_BYTES && last.size() > 1)
        || (!last.isEmpty() && share.isTooLarge())) {
      Said oldest = last.remove(0).said();
      lastBytes -= WireSize.of(oldest);
      share.changed(-bytes(oldest));
      more = true;
    }
  }

  private void remember(long offset, Said said) {
    forget(earlier.put(offset, said));
    change(bytes(said));
    forgetEarlier();
  }

  private void forgetEarlier() {
    Iterator<Said> oldest = earlier.values().iterator();
    while (earlier.size() > EARLIER
        || earlierBytes > EARLIER_BYTES
        || (!earlier.isEmpty() && share.isTooLarge())) {
      Said next = oldest.next();
      oldest.remove();
      forget(next);
    }
  }

  private void forget(@Nullable Said said) {
    if (said != null) {
      change(-bytes(said));
    }
  }

  private void change(int by) {
    earlierBytes += by;
    share.changed(by);
  }

  private static int bytes(Said said) {
    return HeapSize.of(said);
  }

  /**
   * Finds a message.
   *
   * @return completes in the mailbox, or fails with {@link Refusal#NO_SUCH_MESSAGE}
   */
  CompletionStage<Said> find(long offset) {
    int index = indexOf(offset);
    if (index >= 0) {
      return CompletableFuture.completedStage(last.get(index).said());
    }
    Said known = earlier.get(offset);
    if (known != null) {
      return CompletableFuture.completedStage(known);
    }
    CompletableFuture<Said> begun = reading.get(offset);
    if (begun != null) {
      return begun;
    }
    return offset < 1 || offset == Long.MAX_VALUE
        ? CompletableFuture.failedStage(noSuchMessage())
        : read(offset);
  }

  /** The history may answer before this returns. */
  private CompletableFuture<Said> read(long offset) {
    CompletableFuture<Said> read = new CompletableFuture<>();
    reading.put(offset, read);
    room.history()
        .before(offset + 1, 1)
        .whenComplete(
            (found, failure) -> {
              reading.remove(offset);
              Said said = failure == null ? message(found, offset) : null;
              if (said != null) {
                remember(offset, said);
                read.complete(said);
              } else {
                read.completeExceptionally(failure != null ? failure : noSuchMessage());
              }
            });
    return read;
  }

  private @Nullable Said message(List<Recorded> found, long offset) {
    return !found.isEmpty()
            && found.get(0).offset() == offset
            && found.get(0).entry().event() instanceof Said said
        ? replacements.newest(offset, said)
        : null;
  }

  static RefusalException noSuchMessage() {
    return new RefusalException(
        Refusal.ofField(Refusal.NO_SUCH_MESSAGE, "message", "There is no such message"));
  }

  /** Changes a message, in memory and in the history. */
  void change(long offset, UnaryOperator<Said> change) {
    withMessage(offset, said -> replace(offset, said, change.apply(said)));
  }

  private void withMessage(long offset, Consumer<Said> task) {
    find(offset)
        .whenComplete(
            (said, failure) -> {
              if (failure == null) {
                task.accept(said);
              } else if (!(failure instanceof RefusalException)) { // the history does not keep it
                LOG.error("A chat message could not be read, so its change is not stored", failure);
              }
            });
  }

  private void replace(long offset, Said before, Said after) {
    if (after.equals(before)) {
      return;
    }
    int index = indexOf(offset);
    if (index >= 0) {
      set(index, after);
    } else {
      remember(offset, after);
    }
    replacements.put(offset, after);
    Long obsolete = before.edited();
    if (obsolete != null && (after.deleted() || !obsolete.equals(after.edited()))) {
      replacements.put(obsolete, new Edited(offset, null, null));
    }
  }

  private void set(int index, Said said) {
    ChatMessage before = last.set(index, new ChatMessage(last.get(index).offset(), said));
    lastBytes += WireSize.of(said) - WireSize.of(before.said());
    share.changed(bytes(said) - bytes(before.said()));
    trim();
  }

  private int indexOf(long offset) {
    for (int index = last.size() - 1; index >= 0 && offset > 0; index--) {
      if (last.get(index).offset() == offset) {
        return index;
      }
    }
    return -1;
  }
}
