package dev.rtcrooms.sfu.net;

/**
 * The limits of a loop. Immutable; any thread.
 *
 * @param checksPerSecond the most checks of a transport in a second; others are dropped
 * @param pending the most transports of an IP address that have checked and are not yet secured;
 *     checks of others are dropped
 * @param pendingMillis for how long a transport may be so; then it begins anew with its next check
 * @param egress the most media that the loop sends, in bits per second; other media is dropped
 * @param lagMillis a loop that is later than this, for 5 seconds, is overloaded
 */
public record LoopLimits(
    int checksPerSecond, int pending, int pendingMillis, long egress, int lagMillis) {}
