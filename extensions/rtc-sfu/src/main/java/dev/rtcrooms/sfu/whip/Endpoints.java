package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.ExtraRoutes;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sfu.whip.HttpOffer.Unacceptable;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of publishers and players over HTTP, and keeps their sessions. Any thread.
 */
public final class Endpoints implements ExtraRoutes {

  private static final int ID_BYTES = 16;

  private final Rooms rooms;
  private final MediaAccess media;
  private final Bounds bounds;
  private final boolean players;
  private final SecureRandom random = new SecureRandom();
  private final Map<HttpPath, HttpSession> open = new ConcurrentHashMap<>();
  private final Semaphore places;

  /**
   * What a client may ask for. Immutable.
   *
   * @param sessions the most sessions at a time
   * @param videos the most video tracks of a publisher
   * @param audios the most audio tracks of a publisher
   */
  public record Bounds(int sessions, int videos, int audios) {}

  /**
   * Has no sessions.
   *
   * @param rooms where the clients go
   * @param media the SFU of these rooms
   * @param bounds what a client may ask for
   * @param players whether there are addresses for players
   */
  public Endpoints(Rooms rooms, MediaAccess media, Bounds bounds, boolean players) {
    this.rooms = rooms;
    this.media = media;
    this.bounds = bounds;
    this.players = players;
    this.places = new Semaphore(bounds.sessions());
  }

  private @Nullable HttpPath find(String path) {
    HttpPath found = HttpPath.parse(path);
    return found == null || (found.role() == Role.WATCHER && !players) ? null : found;
  }

  @Override
  public List<String> paths() {
    return players ? List.of("/whip", "/whep") : List.of("/whip");
  }

  @Override
  public List<String> methods(String path) {
    HttpPath found = find(path);
    if (found == null) {
      return List.of();
    }
    return found.isSession()
        ? List.of("GET", "HEAD", "PATCH", "DELETE")
        : List.of("GET", "HEAD", "POST");
  }

  @Override
  public int bodyBytes(String path) {
    return rooms.limits().messageBytes();
  }

  @Override
  public String masked(String path) {
    HttpPath found = find(path);
    return found == null ? "" : found.masked();
  }

  @Override
  public CompletionStage<RoomResponse> handle(RoomRequest request, String base) {
    HttpPath path = find(request.path());
    if (path == null) {
      return now(Problems.unknown());
    }
    CompletionStage<RoomResponse> response =
        path.isSession() ? session(path, request) : endpoint(path, request, base);
    return response.thenApply(
        each -> each.with("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After"));
  }

  private static CompletionStage<RoomResponse> now(RoomResponse response) {
    return CompletableFuture.completedStage(response);
  }

  private CompletionStage<RoomResponse> endpoint(HttpPath path, RoomRequest request, String base) {
    return switch (request.method()) {
      case "POST" -> post(path, request, base);
      case "OPTIONS" -> now(RoomResponse.empty(200).with("Accept-Post", SdpType.NAME));
      default -> now(description(path));
    };
  }

  /** There is nothing to see (RFC 9725 §4.1), but players look for the type. */
  private static RoomResponse description(HttpPath path) {
    return path.role() == Role.WATCHER
        ? RoomResponse.text(200, SdpType.NAME, "")
        : RoomResponse.empty(204);
  }

  private CompletionStage<RoomResponse> session(HttpPath path, RoomRequest request) {
    if (request.method().equals("OPTIONS")) {
      return now(RoomResponse.empty(200).with("Accept-Patch", SdpFragment.TYPE));
    }
    HttpSession session = open.get(path);
    if (session == null) {
      return now(Problems.unknown());
    }
    return switch (request.method()) {
      case "PATCH" -> session.patch(request);
      case "DELETE" -> {
        session.leave();
        yield now(RoomResponse.empty(200).with("Content-Length", "0"));
      }
      default -> now(RoomResponse.empty(204));
    };
  }

  private CompletionStage<RoomResponse> post(HttpPath path, RoomRequest request, String base) {
    if (!SdpType.is(request, SdpType.NAME)) {
      return now(Problems.wrongType(SdpType.NAME));
    }
    Handshake handshake;
    HttpOffer offer;
    try {
      handshake = handshake(path, request);
      offer = HttpOffer.read(StandardCharsets.UTF_8.decode(request.body()).toString());
      if (path.role() == Role.PARTICIPANT) {
        offer.requirePublishable(bounds.videos(), bounds.audios());
      } else {
        offer.requirePlayable();
      }
    } catch (SdpException e) {
      return now(Problems.of(400, "bad-sdp", "The offer is malformed: " + e.getMessage() + "."));
    } catch (Unacceptable e) {
      return now(Problems.unacceptable(String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      return now(Problems.of(400, "bad-name", "The name is too long."));
    }
    if (!places.tryAcquire()) {
      return now(Problems.busy("too-many-sessions", "Too many sessions are open."));
    }
    HttpPath at = path.session(id());
    HttpSession session = session(at, base, offer);
    open.put(at, session);
    try {
      return session.begin(
          rooms.accept(
              session, handshake, home -> session.refuse(Redirect.to(home, path, request))));
    } catch (RuntimeException e) {
      session.leave(); // gives its place back
      throw e;
    }
  }

  private HttpSession session(HttpPath at, String base, HttpOffer offer) {
    String address = rooms.address().map(URI::toString).orElse(base) + at.text();
    return at.role() == Role.PARTICIPANT
        ? new WhipSession(
            address, () -> rooms.find(UUID.fromString(at.key())), media, offer, ended -> forget(at))
        : new WhepSession(
            address, () -> rooms.findByStream(at.key()), media, offer, ended -> forget(at));
  }

  private void forget(HttpPath path) {
    open.remove(path);
    places.release();
  }

  /** How many sessions are open. */
  public int size() {
    return open.size();
  }

  private String id() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** A guest may say its name in the address, as an encoder has no other place for it. */
  private static Handshake handshake(HttpPath path, RoomRequest request) {
    Handshake handshake = request.handshake(path.role(), path.key());
    List<String> names = request.parameters().getOrDefault("name", List.of());
    Handshake named =
        names.isEmpty() ? handshake : handshake.with(HandshakeField.NAME, names.get(0));
    return path.role() == Role.PARTICIPANT ? named.forgoing(Grants.SUBSCRIBE) : named;
  }
}
