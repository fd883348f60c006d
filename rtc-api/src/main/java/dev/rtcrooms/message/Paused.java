package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import java.util.List;

/**
 * Tells a client which videos a media server does not send it at present, because its bandwidth is
 * too small. Each signal replaces the one before. Only a media server sends it; requires {@link
 * Grants#PUBLISH}.
 *
 * @param peer the other peer
 * @param negotiation see {@link Signal#negotiation()}
 * @param streams the ids of the MediaStreams without their video
 */
public record Paused(String peer, long negotiation, List<String> streams) implements Signal {

  /** On the wire: {@code paused}. */
  public static final MessageType<Paused> TYPE =
      MessageType.of(
              "paused",
              Paused.class,
              f -> new Paused(f.text("peer"), f.number("negotiation"), f.texts("streams")),
              (paused, f) ->
                  f.text("peer", paused.peer())
                      .number("negotiation", paused.negotiation())
                      .texts("streams", paused.streams()))
          .withRequiredGrant(Grants.PUBLISH);

  /** Copies the list. */
  public Paused {
    streams = List.copyOf(streams);
  }

  @Override
  public Paused readdressed(String newPeer, long newNegotiation) {
    return new Paused(newPeer, newNegotiation, streams);
  }
}
