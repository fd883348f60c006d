package dev.rtcrooms.benchmarks.server;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One session that messages are sent to, by any thread. */
interface RawMember {

  void send(String text);

  /** Waits until the container has taken the message. */
  final class Blocking implements RawMember {
    private final RemoteEndpoint.Basic remote;

    Blocking(Session session) {
      this.remote = session.getBasicRemote();
    }

    @Override
    public synchronized void send(String text) {
      try {
        remote.sendText(text);
      } catch (IOException | IllegalStateException e) {
        // the client went away; its onClose follows
      }
    }
  }

  /** One message in flight, the others wait, and the next goes out when the last has ended. */
  final class Queued implements RawMember, SendHandler {
    private final RemoteEndpoint.Async remote;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private boolean inFlight;
    private boolean sending;
    private boolean endedMeanwhile;
    private boolean broken;

    Queued(Session session) {
      this.remote = session.getAsyncRemote();
    }

    @Override
    public void send(String text) {
      synchronized (this) {
        if (broken || inFlight) {
          if (!broken) {
            waiting.add(text);
          }
          return;
        }
        inFlight = true;
      }
      sendAll(text);
    }

    @Override
    public void onResult(SendResult result) {
      String next;
      synchronized (this) {
        if (!result.isOK()) {
          broken = true;
          waiting.clear();
          return;
        }
        if (sending) {
          endedMeanwhile = true;
          return;
        }
        next = next();
      }
      sendAll(next);
    }

    /** A loop, because some containers call back before {@code sendText} has returned. */
    private void sendAll(@Nullable String first) {
      for (String text = first; text != null; text = ended()) {
        synchronized (this) {
          sending = true;
          endedMeanwhile = false;
        }
        remote.sendText(text, this);
      }
    }

    private synchronized @Nullable String ended() {
      sending = false;
      return endedMeanwhile ? next() : null;
    }

    private synchronized @Nullable String next() {
      String next = waiting.poll();
      inFlight = next != null;
      return next;
    }
  }
}
