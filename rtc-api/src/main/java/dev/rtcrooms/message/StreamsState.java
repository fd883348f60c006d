package dev.rtcrooms.message;

import java.util.List;

/**
 * The publishers, and the ICE servers to use; sent to each client when it joins.
 *
 * @param iceServers for the {@code RTCPeerConnection} configuration
 * @param relayOnly whether only relayed candidates are passed on (RFC 8828), as for W3C's {@code
 *     iceTransportPolicy}
 * @param publishers in the order in which they began to publish
 * @param keep whether the room expects {@link Keep}, because it knows the client's media from
 *     before its connection was lost
 * @param recording whether the host records the room, see {@link RecordingState}
 * @param relaysChannels whether data channels go through the server, by {@link ChannelCommand}
 */
public record StreamsState(
    List<IceServer> iceServers,
    boolean relayOnly,
    List<Member> publishers,
    boolean keep,
    boolean recording,
    boolean relaysChannels)
    implements Event {

  private static final String POLICY = "iceTransportPolicy";
  private static final String RELAY = "relay";

  /** On the wire: {@code streams}. */
  public static final MessageType<StreamsState> TYPE =
      MessageType.of(
          "streams",
          StreamsState.class,
          f ->
              new StreamsState(
                  f.objects("iceServers", IceServer::read),
                  f.optionalText(POLICY).filter(RELAY::equals).isPresent(),
                  f.objects("publishers", Member::readWithoutInfo),
                  f.optionalFlag("keep").orElse(false),
                  f.optionalFlag("recording").orElse(false),
                  f.optionalFlag("relaysChannels").orElse(false)),
          StreamsState::write);

  /**
   * The state for a client of which the room knows nothing yet.
   *
   * @param iceServers for the {@code RTCPeerConnection} configuration
   * @param relayOnly whether only relayed candidates are passed on
   * @param publishers in the order in which they began to publish
   */
  public StreamsState(List<IceServer> iceServers, boolean relayOnly, List<Member> publishers) {
    this(iceServers, relayOnly, publishers, false, false, false);
  }

  private static void write(StreamsState state, FieldWriter fields) {
    fields
        .objects("iceServers", state.iceServers, IceServer::write)
        .text(POLICY, state.relayOnly ? RELAY : null)
        .objects("publishers", state.publishers, Member::write);
    if (state.keep) {
      fields.flag("keep", true);
    }
    if (state.recording) {
      fields.flag("recording", true);
    }
    if (state.relaysChannels) {
      fields.flag("relaysChannels", true);
    }
  }

  /** Copies the lists, and omits the members' info, which this message does not carry. */
  public StreamsState {
    iceServers = List.copyOf(iceServers);
    publishers = publishers.stream().map(Member::withoutInfo).toList();
  }
}
