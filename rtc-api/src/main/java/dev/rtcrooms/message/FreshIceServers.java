package dev.rtcrooms.message;

import java.util.List;

/**
 * Replaces the ICE servers of {@link StreamsState}; sent to a client before its credentials expire.
 *
 * @param iceServers for the {@code RTCPeerConnection} configuration
 */
public record FreshIceServers(List<IceServer> iceServers) implements Event {

  /** On the wire: {@code ice-servers}. */
  public static final MessageType<FreshIceServers> TYPE =
      MessageType.of(
              "ice-servers",
              FreshIceServers.class,
              f -> new FreshIceServers(f.objects("iceServers", IceServer::read)),
              (fresh, f) -> f.objects("iceServers", fresh.iceServers(), IceServer::write))
          .withDelivery(Delivery.LATEST);

  /** Copies the list. */
  public FreshIceServers {
    iceServers = List.copyOf(iceServers);
  }
}
