package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.ChatPage;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the messages of a room's history backwards; for the mailbox. */
final class ChatPages {

  /**
   * How many events are read at once, at most. The first time as many are read as messages are
   * wanted, so that a short page of a room with long messages costs little.
   */
  private static final int CHUNK = 256;

  private static final int SMALLEST_CHUNK = 16;

  /** How many chunks are read for one page. */
  private static final int MAX_CHUNKS = 8;

  private final Room room;
  private final Replacements replacements;

  /** The clients that wait for a page, by client id. */
  private final Set<String> reading = new HashSet<>();

  ChatPages(Room room, Replacements replacements) {
    this.room = room;
    this.replacements = replacements;
  }

  /**
   * Reads a page for a client, which reads one page at a time.
   *
   * @param role only messages for this role are read
   */
  CompletionStage<ChatPage> read(String client, Role role, long before, int limit) {
    if (!reading.add(client)) {
      throw new RefusalException(Refusal.RATE_LIMITED, "The former page is still being read");
    }
    return new Reading(role, limit, MAX_CHUNKS)
        .from(before)
        .whenComplete((page, failure) -> reading.remove(client));
  }

  /** Reads all messages that the history has. */
  CompletionStage<List<ChatMessage>> readAll() {
    return new Reading(Role.PARTICIPANT, Integer.MAX_VALUE, Integer.MAX_VALUE)
        .from(Long.MAX_VALUE)
        .thenApply(ChatPage::messages);
  }

  private final class Reading {
    private final Role role;
    private final int limit;
    private final int maxChunks;
    private final ArrayDeque<ChatMessage> found = new ArrayDeque<>();
    private final CompletableFuture<ChatPage> page = new CompletableFuture<>();
    private int bytes;
    private int chunk;
    private int chunks;
    private long next;

    Reading(Role role, int limit, int maxChunks) {
      this.role = role;
      this.limit = limit;
      this.maxChunks = maxChunks;
      this.chunk = Math.max(SMALLEST_CHUNK, Math.min(CHUNK, limit));
    }

    CompletionStage<ChatPage> from(long before) {
      next = before;
      readChunk();
      return page;
    }

    private void readChunk() {
      room.history()
          .before(next, chunk)
          .whenComplete(
              (events, failure) -> {
                if (failure != null) {
                  page.completeExceptionally(failure);
                } else {
                  take(events);
                }
              });
    }

    private void take(List<Recorded> events) {
      chunks++;
      for (int i = events.size() - 1; i >= 0; i--) {
        Recorded event = events.get(i);
        if (event.entry().event() instanceof Said stored
            && event.entry().audience().includes(role)) {
          Said said = replacements.newest(event.offset(), stored);
          int more = limit < Integer.MAX_VALUE ? bytes + WireSize.of(said) : 0;
          boolean full = more > Conversation.LAST_BYTES;
          if (found.size() >= limit || (full && !found.isEmpty())) {
            end(found.element().offset());
            return;
          }
          bytes = more;
          found.addFirst(new ChatMessage(event.offset(), said));
        }
        next = event.offset();
      }
      if (events.size() < chunk) {
        end(0);
      } else if (chunks >= maxChunks) {
        end(next);
      } else {
        chunk = CHUNK;
        room.call(
                () -> {
                  readChunk();
                  return true;
                })
            .exceptionally(page::completeExceptionally);
      }
    }

    private void end(long before) {
      page.complete(new ChatPage(new ArrayList<>(found), before > 1 ? before : null));
    }
  }
}
