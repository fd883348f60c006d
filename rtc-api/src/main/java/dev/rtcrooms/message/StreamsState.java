package dev.rtcrooms.message;

import java.util.List;

/**
 * Who sends media, and the servers to gather candidates with; sent to each client as it joins.
 *
 * @param iceServers for the {@code RTCPeerConnection} configuration
 * @param publishers in the order in which they began
 */
public record StreamsState(List<IceServer> iceServers, List<Member> publishers) implements Event {

  /** On the wire: {@code streams}. */
  public static final MessageType<StreamsState> TYPE =
      MessageType.of(
          "streams",
          StreamsState.class,
          f ->
              new StreamsState(
                  f.objects("iceServers", IceServer::read), f.objects("publishers", Member::read)),
          (state, f) ->
              f.objects("iceServers", state.iceServers(), IceServer::write)
                  .objects("publishers", state.publishers(), Member::write));

  /** Copies the lists. */
  public StreamsState {
    iceServers = List.copyOf(iceServers);
    publishers = List.copyOf(publishers);
  }
}
