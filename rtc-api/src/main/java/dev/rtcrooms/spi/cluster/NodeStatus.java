package dev.rtcrooms.spi.cluster;

import java.net.URI;
import java.util.Optional;

/**
 * A node of a cluster, as it described itself a few seconds ago at most; immutable.
 *
 * @param name unique for each process
 * @param draining whether it is stopping, and so becomes the home of no further room
 * @param rooms how many rooms have their home there
 * @param clients how many clients of these rooms there are, on any node
 * @param address where clients reach this node and no other, see {@link
 *     dev.rtcrooms.RoomsBuilder#cluster(Cluster, URI)}; empty if the host has set none
 */
public record NodeStatus(
    String name, boolean draining, int rooms, int clients, Optional<URI> address) {}
