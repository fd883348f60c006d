package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;
import java.util.concurrent.Executor;

/**
 * Calls a host's own peer in order, each time in a mailbox task of its own. The peer can therefore
 * act at once without meeting a half-changed mesh, and its exceptions end only that task. For the
 * room's mailbox only.
 */
record DeferredPeer(Peer peer, Executor mailbox) implements Peer {

  @Override
  public String id() {
    return peer.id();
  }

  @Override
  public int layers() {
    return peer.layers();
  }

  @Override
  public void receive(Signal signal) {
    mailbox.execute(() -> peer.receive(signal));
  }

  @Override
  public void connect(Connect connect) {
    mailbox.execute(() -> peer.connect(connect));
  }

  @Override
  public void disconnect(Disconnect disconnect) {
    mailbox.execute(() -> peer.disconnect(disconnect));
  }

  @Override
  public void refuse(Refused refused) {
    mailbox.execute(() -> peer.refuse(refused));
  }
}
