package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets the media of clients outlive their signaling; for the room's mailbox only. A client that
 * loses its connection stays in the mesh while it is expected back. When it is back, it tells which
 * connections to peers it still has. Those go on: it is sent the signals that it may have missed,
 * and the peers are told nothing. The others begin anew.
 */
final class Reconnections {

  /** A client answers at once; its page may be busy loading. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Mesh mesh;
  private final RoomTimer timer;
  private final Map<String, Entry> entries = new HashMap<>();

  /** A client in the mesh. */
  private static final class Entry {
    final ClientPeer client;
    final MeshPeer peer;
    Cancellable patience = () -> {};

    /** Whether the client must list the connections that it keeps. */
    boolean asked;

    /** Whether the mesh knows nothing of its media yet. */
    boolean isNew = true;

    Entry(ClientPeer client, MeshPeer peer) {
      this.client = client;
      this.peer = peer;
    }
  }

  Reconnections(Mesh mesh, RoomTimer timer) {
    this.mesh = mesh;
    this.timer = timer;
  }

  /**
   * Tells whether another client says that it is connected to this one, which is then to be asked
   * for {@link Keep}.
   */
  boolean isClaimed(Client client) {
    return mesh.isClaimed(client);
  }

  /** A client has joined, whose peer is new to the mesh. */
  void entered(ClientPeer client, MeshPeer peer) {
    Entry entry = new Entry(client, peer);
    entries.put(client.id(), entry);
    if (mesh.isClaimed(client.client())) {
      ask(entry);
    }
    mesh.enter(peer);
  }

  private void ask(Entry entry) {
    entry.asked = true;
    entry.patience.cancel();
    entry.patience = timer.after(PATIENCE, () -> keep(entry.peer, Keep.NOTHING));
  }

  /**
   * A client has joined. Returns true if its media may go on, so that it is to be asked for {@link
   * Keep}, and false if it has to enter.
   */
  boolean returns(Client client) {
    Entry entry = entries.get(client.id());
    if (entry == null) {
      return false;
    }
    if (!mesh.hasMedia(entry.peer)) {
      gone(client);
      return false;
    }
    entry.client.returned(client);
    entry.isNew = false;
    ask(entry);
    return true;
  }

  /** A client has left. A page that is loaded again has lost its media; others may have it yet. */
  void left(Client client) {
    Entry entry = entries.get(client.id());
    if (entry == null) {
      return;
    }
    entry.client.lost();
    entry.asked = false;
    entry.patience.cancel();
    if (client.closeReason().filter(CloseReason.GOING_AWAY::equals).isPresent()) {
      gone(client);
    }
  }

  /** A client is not expected back. */
  void gone(Client client) {
    Entry entry = entries.remove(client.id());
    if (entry != null) {
      mesh.leave(entry.peer);
    }
  }

  /** A client that publishes before it has listed its connections keeps none. */
  void settle(MeshPeer peer) {
    Entry entry = entries.get(peer.id());
    if (entry != null && entry.asked) {
      keep(peer, Keep.NOTHING);
    }
  }

  /**
   * A client tells which of its media it still has. A connection that the room does not know has
   * ended.
   */
  void keep(MeshPeer peer, Keep keep) {
    Entry entry = entries.get(peer.id());
    if (entry == null) {
      return;
    }
    Map<String, Long> kept = new HashMap<>();
    keep.connections().forEach(each -> kept.put(each.peer(), each.negotiation()));
    boolean asked = entry.asked;
    entry.asked = false;
    entry.patience.cancel();
    entry.client.listens();
    if (entry.isNew) {
      entry.isNew = false;
      mesh.claim(peer, keep.connections());
    } else if (asked) {
      mesh.resume(peer, keep.publishing(), kept);
    } else {
      kept.keySet().removeIf(other -> mesh.isConnected(peer, other));
      kept.keySet().forEach(other -> peer.peer().disconnect(new Disconnect(other)));
    }
  }
}
