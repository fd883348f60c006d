package dev.rtcrooms.signaling;

/**
 * The two peers of a media server, between which and the clients all connections are.
 *
 * @param up receives from publishers
 * @param down sends to receivers
 * @param room the server's part of the room
 */
record ServerPeers(MeshPeer up, MeshPeer down, MediaServer.MediaRoom room) {

  boolean has(MeshPeer peer) {
    return peer == up || peer == down;
  }
}
