package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The present ICE session of a client over HTTP, and its restarts (RFC 9725 §4.3). Any thread. */
final class IceSession {

  /** OBS waits for eight seconds. */
  static final int PATIENCE_SECONDS = 6;

  private String ufrag;

  /** Empty before the offer was answered. */
  private String entityTag = "";

  private @Nullable Restart waiting;

  /** The response to the newest restart, for a client that has not got it. */
  private @Nullable RoomResponse restarted;

  private boolean over;

  /** A restart that waits for our part. */
  private record Restart(String ufrag, CompletableFuture<RoomResponse> response) {}

  /**
   * Waits for the answer to the offer.
   *
   * @param ufrag the client's username fragment
   */
  IceSession(String ufrag) {
    this.ufrag = ufrag;
  }

  /**
   * Handles a PATCH request.
   *
   * @param condition the header {@code If-Match}, not empty
   * @param restart asks for our new credentials; gets the client's username fragment and password
   */
  CompletionStage<RoomResponse> patch(
      String condition, SdpFragment fragment, BiConsumer<String, String> restart) {
    String newUfrag = fragment.ufrag();
    String newPassword = fragment.password();
    Restart begins;
    synchronized (this) {
      if (over || entityTag.isEmpty()) {
        return now(Problems.unknown());
      }
      boolean any = matches(condition, "*") || matches(condition, "\"*\"");
      if (!any && !matches(condition, entityTag)) {
        return now(Problems.of(412, "stale", "The ICE session is another one by now."));
      }
      RoomResponse last = restarted;
      if (!fragment.restarts(ufrag)) {
        // Only a restart names no tag; with one, these are candidates, which a lite agent ignores.
        return now(any && newPassword != null && last != null ? last : RoomResponse.empty(204));
      }
      if (newUfrag == null || newPassword == null) {
        return now(Problems.of(400, "bad-fragment", "The new credentials lack a password."));
      }
      if (waiting != null) {
        return waiting.ufrag.equals(newUfrag)
            ? response(waiting)
            : now(Problems.busy("restarting", "ICE is being restarted."));
      }
      begins = new Restart(newUfrag, new CompletableFuture<>());
      waiting = begins;
    }
    restart.accept(newUfrag, newPassword);
    return response(begins);
  }

  private CompletionStage<RoomResponse> response(Restart restart) {
    return restart
        .response
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              giveUp(restart);
              return Problems.busy("no-answer", "The room did not answer in time.");
            });
  }

  /** Lets another restart begin after one without an answer. */
  private synchronized void giveUp(Restart unanswered) {
    if (unanswered.equals(waiting)) {
      waiting = null;
    }
  }

  /** RFC 9110 §13.1.1; the examples of RFC 9725 write the star in quotes. */
  private static boolean matches(String condition, String tag) {
    return Arrays.stream(condition.split(",", -1)).anyMatch(each -> each.strip().equals(tag));
  }

  private static CompletionStage<RoomResponse> now(RoomResponse response) {
    return CompletableFuture.completedStage(response);
  }

  /**
   * Takes our part, and returns its entity tag.
   *
   * @param answer to the offer, or to a restart, whose response it completes
   */
  String answered(SessionDescription answer) {
    String tag = "\"" + answer.transportOf(answer.media().get(0)).ufrag().orElse("") + "\"";
    Restart restart;
    RoomResponse response;
    synchronized (this) {
      entityTag = tag;
      restart = waiting;
      waiting = null;
      if (restart == null) {
        return tag;
      }
      ufrag = restart.ufrag;
      response =
          RoomResponse.text(200, SdpFragment.TYPE, SdpFragment.write(answer)).with("ETag", tag);
      restarted = response;
    }
    restart.response.complete(response);
    return tag;
  }

  /** Refuses a restart, after which the session goes on; false if none waits. */
  boolean refuse(RoomResponse problem) {
    Restart refused;
    synchronized (this) {
      refused = waiting;
      waiting = null;
    }
    return refused != null && refused.response.complete(problem);
  }

  /** The client has left. */
  void end() {
    synchronized (this) {
      over = true;
    }
    refuse(Problems.unknown());
  }
}
