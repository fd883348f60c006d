package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Handled;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.sdp.DescriptionCheck;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WebRTC streams of one room, as a mesh: each publisher's browser is connected with that of every
 * client that may receive. Relays offers, answers and candidates unchanged, says who connects with
 * whom, and settles who is right when both offer at once. For the room's mailbox only.
 */
public final class Streams implements Feature {

  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

  private final Room room;
  private final IceServers iceServers;
  private final Mesh mesh;
  private long joined;

  private Streams(Room room, IceServers iceServers, MeshCaps caps) {
    this.room = room;
    this.iceServers = iceServers;
    this.mesh = new Mesh(caps, room::after, event -> room.hub().broadcast(event));
  }

  /**
   * Gives each room streams, with up to 8 publishers and 32 others who receive.
   *
   * @param iceServers what clients gather candidates with
   * @return makes the feature of a room
   */
  public static Feature.Factory mesh(IceServers iceServers) {
    return mesh(iceServers, MeshCaps.DEFAULT);
  }

  /**
   * Gives each room streams.
   *
   * @param iceServers what clients gather candidates with
   * @param caps how large the mesh may grow
   * @return makes the feature of a room
   */
  public static Feature.Factory mesh(IceServers iceServers, MeshCaps caps) {
    return room -> new Streams(room, iceServers, caps);
  }

  /**
   * Who publishes now.
   *
   * @return an unmodifiable snapshot, in the order in which they began
   */
  public List<Member> publishers() {
    return mesh.publishers().stream().map(ClientPeer::member).toList();
  }

  /**
   * Takes away a client's right to publish, and ends what it publishes: all others are told to
   * close its stream. In a mesh the media flows past the server, which therefore cannot force a
   * client to stop; {@link Client#disconnect} at least ends its signaling.
   *
   * @param client one that is in the room
   */
  public void revoke(Client client) {
    client.renew(client.grants().without(Grants.PUBLISH));
  }

  @Override
  public void joined(Client client) {
    ClientPeer peer = new ClientPeer(client, ++joined);
    peer.tell(new StreamsState(serversFor(client.user()), publishers()));
    mesh.enter(peer);
  }

  @Override
  public void left(Client client) {
    mesh.find(client).ifPresent(mesh::leave);
  }

  @Override
  public void regranted(Client client, Grants before) {
    mesh.find(client).ifPresent(mesh::regranted);
  }

  @Override
  public Handled handle(Client client, Command command) {
    ClientPeer peer = mesh.find(client).orElseThrow();
    if (command instanceof Publish) {
      mesh.publish(peer);
    } else if (command instanceof Unpublish) {
      mesh.unpublish(peer);
    } else if (command instanceof Signal signal) {
      relay(peer, signal);
    } else {
      return Handled.NO;
    }
    return Handled.YES;
  }

  private void relay(ClientPeer from, Signal signal) {
    if (signal instanceof Offer offer) {
      checkPublishes(from);
      SessionDescription description = read(offer.sdp());
      mesh.pair(from, offer.peer()).offer(from, offer, description.ufrags());
    } else if (signal instanceof Answer answer) {
      SessionDescription description = read(answer.sdp());
      if (!mesh.publishes(from)) {
        checkReceivesOnly(description);
      }
      mesh.pair(from, answer.peer()).answer(from, answer, description.ufrags());
    } else if (signal instanceof Candidate candidate) {
      CandidateScan scan = CandidateScan.of(candidate);
      mesh.pair(from, candidate.peer()).candidate(from, candidate, scan.ufrag());
    }
  }

  private void checkPublishes(ClientPeer peer) {
    if (!mesh.publishes(peer)) {
      throw new RefusalException(
          Refusal.NOT_ALLOWED, "Only publishers offer, and this client does not publish");
    }
  }

  private static void checkReceivesOnly(SessionDescription answer) {
    List<MediaSection> media = answer.media();
    for (int i = 0; i < media.size(); i++) {
      MediaSection section = media.get(i);
      if (section.sends()) {
        throw badSdp(
            "line %d: media section %d would send, and this client does not publish"
                .formatted(section.line(), i + 1));
      }
    }
  }

  private static SessionDescription read(String sdp) {
    try {
      SessionDescription description = SessionDescription.parse(sdp);
      DescriptionCheck.check(description);
      return description;
    } catch (SdpException e) {
      throw badSdp(String.valueOf(e.getMessage()));
    }
  }

  private static RefusalException badSdp(String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_SDP, "sdp", text));
  }

  /** Without its servers a client may still be reached in its own network. */
  private List<IceServer> serversFor(User user) {
    try {
      return List.copyOf(iceServers.serversFor(user, room.now()));
    } catch (RuntimeException e) {
      LOG.error("No ICE servers for a client", e);
      return List.of();
    }
  }
}
