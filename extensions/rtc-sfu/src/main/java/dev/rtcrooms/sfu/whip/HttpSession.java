package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a room that came over HTTP instead of a WebSocket: a connection in this process, so
 * that login, admission, quotas and moderation are the same. Any thread; events arrive one at a
 * time.
 */
abstract class HttpSession implements Connection {

  private static final Logger log = LoggerFactory.getLogger(HttpSession.class);

  /** Nothing is encoded, and nothing waits. */
  private static final Sizing SIZING = message -> 1;

  private final String address;
  private final boolean mayKnow;
  private final Consumer<HttpSession> onEnd;
  private final CompletableFuture<RoomResponse> begun = new CompletableFuture<>();
  private final Object sending = new Object();
  private final List<Inbound> early = new ArrayList<>();
  private @Nullable Receiver receiver;
  private List<IceServer> servers = List.of();
  private String client = "";
  private final IceSession ice;
  private boolean over;

  /**
   * @param address of this session, for its client
   * @param ufrag the client's username fragment
   * @param mayKnow whether the client may read why the host refuses it
   * @param onEnd called once
   */
  HttpSession(String address, String ufrag, boolean mayKnow, Consumer<HttpSession> onEnd) {
    this.address = address;
    this.ice = new IceSession(ufrag);
    this.mayKnow = mayKnow;
    this.onEnd = onEnd;
  }

  /** Hears an event of the room that only this kind of client needs. */
  abstract void hear(Event event);

  /** Asks for our new credentials. */
  abstract void restart(String newUfrag, String newPassword);

  /** The client's id, once it is in the room. */
  String client() {
    return client;
  }

  /** Begins to use the room; the response comes within a few seconds. */
  CompletionStage<RoomResponse> begin(Receiver opened) {
    synchronized (sending) {
      receiver = opened;
      early.forEach(each -> opened.receive(List.of(each), 0));
      early.clear();
    }
    if (isOver()) {
      opened.closed(CloseReason.LEFT);
    }
    return begun
        .orTimeout(IceSession.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              leave();
              return Problems.busy("no-answer", "The room did not take the client in time.");
            });
  }

  void send(@Nullable String ref, Command command) {
    Inbound inbound = new Inbound.Accepted(ref, command);
    synchronized (sending) {
      if (receiver == null) {
        early.add(inbound);
      } else {
        receiver.receive(List.of(inbound), 0);
      }
    }
  }

  @Override
  public Sizing sizing() {
    return SIZING;
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    for (Outgoing message : batch.messages()) {
      try {
        take(message.event());
      } catch (RuntimeException e) {
        log.error("A session over HTTP has failed", e);
        leave();
      }
    }
    listener.written();
  }

  private void take(Event event) {
    if (event instanceof Hello hello) {
      client = hello.member().client();
    } else if (event instanceof StreamsState state) {
      servers = state.iceServers();
    } else if (event instanceof Ping) {
      send(null, new Pong());
    } else if (event instanceof Refused refused) {
      refuse(Problems.of(refused.refusal()));
    }
    hear(event);
  }

  /** The answer to the offer, or to a restart. */
  void accepted(String sdp) {
    SessionDescription answer;
    try {
      answer = SessionDescription.parse(sdp);
    } catch (SdpException e) {
      throw new IllegalArgumentException("The SFU's own description", e);
    }
    String tag = ice.answered(answer);
    RoomResponse created =
        RoomResponse.text(201, SdpType.NAME, sdp).with("Location", address).with("ETag", tag);
    begun.complete(servers.isEmpty() ? created : created.with("Link", IceLinks.of(servers)));
  }

  /** The offer is refused; or a restart, after which the session goes on. */
  void refuse(RoomResponse problem) {
    if (!ice.refuse(problem) && begun.complete(problem)) {
      leave();
    }
  }

  /** Handles a PATCH request (RFC 9725 §4.3). */
  CompletionStage<RoomResponse> patch(RoomRequest request) {
    if (!SdpType.is(request, SdpFragment.TYPE)) {
      return now(Problems.wrongType(SdpFragment.TYPE));
    }
    String condition = request.header("If-Match").strip();
    if (condition.isEmpty()) {
      return now(Problems.of(428, "no-condition", "The request needs the header If-Match."));
    }
    SdpFragment fragment;
    try {
      fragment = SdpFragment.parse(StandardCharsets.UTF_8.decode(request.body()).toString());
    } catch (IllegalArgumentException e) {
      return now(Problems.of(400, "bad-fragment", e.getMessage() + "."));
    }
    return ice.patch(condition, fragment, this::restart);
  }

  private static CompletionStage<RoomResponse> now(RoomResponse response) {
    return CompletableFuture.completedStage(response);
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Leaves the room. Idempotent. */
  void leave() {
    end(Problems.unknown());
    Receiver opened; // read now: begin looks whether the session is over once it has set it
    synchronized (sending) {
      opened = receiver;
    }
    if (opened != null) {
      opened.closed(CloseReason.LEFT);
    }
  }

  /** The client may no longer do what it came for. */
  void forbid() {
    begun.complete(Problems.of(CloseReason.NOT_ALLOWED, mayKnow));
    leave();
  }

  @Override
  public void close(CloseReason reason) {
    end(Problems.of(reason, mayKnow));
  }

  private void end(RoomResponse problem) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    onEnd.accept(this);
    begun.complete(problem);
    ice.end();
  }
}
