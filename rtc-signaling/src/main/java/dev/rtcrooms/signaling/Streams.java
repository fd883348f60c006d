package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Peer;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.signaling.MeshPeer.Rank;
import java.time.Instant;
import java.util.List;

/**
 * WebRTC streams of one room, as a mesh: each publisher's browser is connected with that of every
 * client that may receive. Relays offers, answers and candidates unchanged, says who connects with
 * whom, and settles who is right when both offer at once. For the room's mailbox only.
 */
public final class Streams implements Feature {

  private final Room room;
  private final SignalCheck check;
  private final ServerNews servers;
  private final Mesh mesh;
  private final Relay relay;
  private long joined;

  Streams(Room room, IceServers iceServers, MeshCaps caps, boolean relayOnly) {
    this.room = room;
    this.check = new SignalCheck(room.limits(), relayOnly);
    this.servers = new ServerNews(room, iceServers);
    this.mesh = new Mesh(caps, room::after, event -> room.hub().broadcast(event));
    this.relay = new Relay(mesh, check);
  }

  /**
   * Gives each room streams, with up to 8 publishers and 32 others who receive.
   *
   * @param iceServers what clients gather candidates with
   * @return makes the feature of a room, and may be told more
   */
  public static StreamsFactory mesh(IceServers iceServers) {
    return mesh(iceServers, MeshCaps.DEFAULT);
  }

  /**
   * Gives each room streams.
   *
   * @param iceServers what clients gather candidates with
   * @param caps how large the mesh may grow
   * @return makes the feature of a room, and may be told more
   */
  public static StreamsFactory mesh(IceServers iceServers, MeshCaps caps) {
    return new StreamsFactory(iceServers, caps, false);
  }

  /**
   * Who publishes now.
   *
   * @return an unmodifiable snapshot, in the order in which they began
   */
  public List<Member> publishers() {
    return mesh.publishers().stream().map(MeshPeer::member).toList();
  }

  /**
   * The servers that a user's peer gathers candidates with, for one that is no client and so is not
   * told.
   *
   * @param user who would gather
   * @return the servers with credentials that begin now; empty if there are none
   */
  public List<IceServer> iceServers(User user) {
    return servers.serversFor(user).orElse(List.of());
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

  /**
   * Lets a peer take part that is no client of the room: a media server, or one whose signaling is
   * HTTP (RFC 9725). It takes a publisher's or a subscriber's place like any other; the clients see
   * it among the publishers. In glare with a browser its offer stands. It does not keep the room
   * open, and does not end with its grants' expiry: whoever let it in ends it. When the room ends
   * it is told nothing; {@link Room#closed()} tells the host.
   *
   * @param peer is told of its connections, and hears the signals that are for it, each in a task
   *     of the mailbox of its own
   * @param user who it is
   * @param grants what it may do
   * @return what the peer does
   * @throws IllegalArgumentException if a peer of this id is here already
   */
  public PeerSession addPeer(Peer peer, User user, Grants grants) {
    return new PeerSession(this, new LaterPeer(peer, room::execute), user, grants);
  }

  Instant now() {
    return room.now();
  }

  Mesh mesh() {
    return mesh;
  }

  /** Media servers, and those who signal by HTTP, cannot roll an offer back. */
  Rank guestRank() {
    return new Rank(false, ++joined);
  }

  @Override
  public void joined(Client client) {
    Rank rank = new Rank(true, ++joined);
    MeshPeer peer = new MeshPeer(new ClientPeer(client), client.user(), client::grants, rank);
    room.hub()
        .send(client, new StreamsState(servers.greet(client), check.relayOnly(), publishers()));
    mesh.enter(peer);
  }

  @Override
  public void left(Client client) {
    servers.forget(client);
    mesh.find(client).ifPresent(mesh::leave);
  }

  @Override
  public void regranted(Client client, Grants before) {
    mesh.find(client).ifPresent(mesh::regranted);
  }

  @Override
  public Result handle(Client client, Command command) {
    MeshPeer peer =
        mesh.find(client)
            .orElseThrow(
                () -> new RefusalException(Refusal.NOT_ALLOWED, "The client is not in the room"));
    return carryOut(peer, command) ? Result.DONE : Result.UNHANDLED;
  }

  /** False if it is none of these. */
  boolean carryOut(MeshPeer peer, Command command) {
    if (command instanceof Publish) {
      mesh.publish(peer);
    } else if (command instanceof Unpublish) {
      mesh.unpublish(peer);
    } else if (command instanceof Signal signal) {
      relay.relay(peer, signal);
    } else {
      return false;
    }
    return true;
  }
}
