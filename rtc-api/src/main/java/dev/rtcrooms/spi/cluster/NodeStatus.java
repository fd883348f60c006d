package dev.rtcrooms.spi.cluster;

/**
 * A node of a cluster, as it described itself a few seconds ago at most; immutable.
 *
 * @param name unique for each process
 * @param draining whether it is stopping, and so becomes the home of no further room
 * @param rooms how many rooms have their home there
 * @param clients how many clients of these rooms there are, on any node
 */
public record NodeStatus(String name, boolean draining, int rooms, int clients) {}
