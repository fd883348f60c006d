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
import dev.rtcrooms.message.ChannelCommand;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.RecordingState;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.signaling.MeshPeer.Rank;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WebRTC streams of one room, as a mesh: each publisher's browser is connected to the browser of
 * every client that may receive. Relays offers, answers and candidates unchanged, tells peers to
 * connect, and decides between two offers at the same time. For the room's mailbox only.
 */
public final class Streams implements Feature {

  private final Room room;
  private final SignalCheck check;
  private final IceServerRefresh servers;
  private final Mesh mesh;
  private final Reconnections reconnections;
  private final Relay relay;
  private final SpeakerList speakers;
  private final RelayedChannels channels;
  private final @Nullable MediaServer server;
  private MediaServer.@Nullable MediaRoom media;
  private long joined;
  private boolean recording;

  Streams(
      Room room,
      IceServers iceServers,
      MeshCaps caps,
      boolean relayOnly,
      @Nullable MediaServer server) {
    this.room = room;
    this.server = server;
    this.check = new SignalCheck(room.limits(), relayOnly);
    this.servers = new IceServerRefresh(room, iceServers);
    mesh = new Mesh(caps, room::after, this::tell, end -> room.listener().negotiated(room, end));
    this.reconnections = new Reconnections(mesh, room::after);
    this.relay = new Relay(mesh, check);
    this.speakers = new SpeakerList(room);
    this.channels = new RelayedChannels(room.hub(), mesh);
  }

  /**
   * Adds streams to each room, with up to 8 publishers and 32 other receivers.
   *
   * @param iceServers the servers with which clients gather candidates
   * @return the factory of the feature, which has further options
   */
  public static StreamsFactory mesh(IceServers iceServers) {
    return mesh(iceServers, MeshCaps.DEFAULT);
  }

  /**
   * Adds streams to each room.
   *
   * @param iceServers the servers with which clients gather candidates
   * @param caps the limits of the mesh
   * @return the factory of the feature, which has further options
   */
  public static StreamsFactory mesh(IceServers iceServers, MeshCaps caps) {
    return new StreamsFactory(iceServers, caps, false, null);
  }

  /**
   * Adds streams to each room whose media a server forwards. Each client has one connection for
   * what it publishes and one for what it receives, whatever the size of the room.
   *
   * @param iceServers the servers with which clients gather candidates
   * @param server forwards the media
   * @return the factory of the feature
   */
  public static StreamsFactory sfu(IceServers iceServers, MediaServer server) {
    return new StreamsFactory(iceServers, server.caps(), false, server);
  }

  /**
   * The current publishers.
   *
   * @return an unmodifiable snapshot, in the order in which they began to publish
   */
  public List<Member> publishers() {
    return mesh.publishers().stream().map(MeshPeer::member).toList();
  }

  /**
   * The servers with which a user gathers candidates. A peer that is not a client asks here,
   * because nobody sends them to it.
   *
   * @param user the user
   * @return the servers, with credentials that begin now; empty if there are none
   */
  public List<IceServer> iceServers(User user) {
    return servers.serversFor(user).orElse(List.of());
  }

  /**
   * Tells everybody in the room, and those who join later, whether the host records it. This
   * changes nothing else: it is for hosts that record.
   *
   * @param active whether the room is recorded
   */
  public void recording(boolean active) {
    if (active != recording) {
      recording = active;
      room.hub().broadcast(new RecordingState(active));
    }
  }

  /**
   * Removes a client's grant to publish, and ends its stream: all others are told to close it. In a
   * mesh media does not pass the server, which therefore cannot force a client to stop. {@link
   * Client#disconnect} at least ends its signaling.
   *
   * @param client a client of the room
   */
  public void revoke(Client client) {
    client.renew(client.grants().without(Grants.PUBLISH));
  }

  /**
   * Adds a peer that is not a client of the room: a media server, or a publisher over HTTP (RFC
   * 9725). It counts towards the limits of the mesh, and clients see it among the publishers. In
   * glare with a browser its offer stands. It does not keep the room open, and stays when its
   * grants expire: the host that added it removes it. It is not told when the room ends; {@link
   * Room#closed()} tells the host.
   *
   * @param peer receives its connections and signals, each in a mailbox task of its own
   * @param user the user it belongs to
   * @param grants its grants
   * @return the session with which the peer publishes and signals
   * @throws IllegalArgumentException if a peer with this id is already in the room
   */
  public PeerSession addPeer(Peer peer, User user, Grants grants) {
    PeerSession session = session(peer, user, grants);
    mesh.enter(session.peer());
    return session;
  }

  private PeerSession session(Peer peer, User user, Grants grants) {
    return new PeerSession(this, new DeferredPeer(peer, room::execute), user, grants);
  }

  private void openMedia() {
    if (server != null && media == null) {
      MediaServer.MediaRoom opened = server.open(room);
      media = opened;
      User nobody = User.of("media-server", "Media server");
      PeerSession up = session(opened.up(), nobody, Grants.of(Grants.SUBSCRIBE));
      PeerSession down = session(opened.down(), nobody, Grants.of(Grants.PUBLISH));
      mesh.serve(new ServerPeers(up.peer(), down.peer(), opened), channels::settle);
      opened.start(up, down);
    }
  }

  private void tell(Event event) {
    room.hub().broadcast(event);
    if (event instanceof Published begun) {
      room.listener().published(room, begun.member());
    } else if (event instanceof Unpublished ended) {
      speakers.forget(ended.member().client());
      room.listener().unpublished(room, ended.member());
    }
  }

  /** A media server tells who speaks; those who do not publish any more are left out. */
  void speak(Speakers now) {
    Speakers present = now;
    for (String client : now.speaking()) {
      present = mesh.isPublisher(client) ? present : present.without(client);
    }
    if (now.dominant() != null && !mesh.isPublisher(now.dominant())) {
      present = present.without(now.dominant());
    }
    speakers.become(present);
  }

  Instant now() {
    return room.now();
  }

  Mesh mesh() {
    return mesh;
  }

  /** Media servers and publishers over HTTP cannot roll back an offer. */
  Rank guestRank() {
    return new Rank(false, ++joined);
  }

  @Override
  public void joined(Client client) {
    openMedia();
    boolean returns = reconnections.returns(client);
    room.hub()
        .send(
            client,
            new StreamsState(
                servers.start(client),
                check.relayOnly(),
                publishers(),
                returns || reconnections.isClaimed(client),
                recording,
                server != null));
    if (server != null) {
      speakers.tell(client);
    }
    channels.settle();
    if (!returns) {
      ClientPeer browser = new ClientPeer(client);
      Rank rank = new Rank(true, ++joined);
      reconnections.entered(browser, new MeshPeer(browser, client.user(), browser::grants, rank));
    }
  }

  @Override
  public void left(Client client) {
    servers.stop(client);
    reconnections.left(client);
    channels.settle();
  }

  @Override
  public void gone(Client client) {
    reconnections.gone(client);
  }

  @Override
  public void regranted(Client client, Grants before) {
    mesh.find(client).ifPresent(mesh::regranted);
    if (server != null) {
      speakers.regranted(client, before);
    }
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof ChannelCommand channel && server != null) {
      channels.handle(client, channel);
      return Result.DONE;
    }
    MeshPeer peer =
        mesh.find(client)
            .orElseThrow(
                () -> new RefusalException(Refusal.NOT_ALLOWED, "The client is not in the room"));
    return carryOut(peer, command) ? Result.DONE : Result.UNHANDLED;
  }

  /** Returns false for a command that is not one of streams. */
  boolean carryOut(MeshPeer peer, Command command) {
    if (command instanceof Keep keep) {
      reconnections.keep(peer, keep);
    } else if (command instanceof Publish) {
      reconnections.settle(peer);
      mesh.publish(peer, room.now());
    } else if (command instanceof Unpublish) {
      mesh.unpublish(peer);
    } else if (command instanceof Signal signal) {
      relay.relay(peer, signal);
    } else {
      return false;
    }
    return true;
  }

  @Override
  public void closed() {
    if (media != null) {
      media.close();
    }
  }
}
