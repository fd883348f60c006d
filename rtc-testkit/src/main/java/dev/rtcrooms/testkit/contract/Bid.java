package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.cluster.Claim;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An answered claim; any thread.
 *
 * @param losses how often the engine has told that the tenure is lost
 */
record Bid(Claim claim, AtomicInteger losses) {

  boolean isWon() {
    return claim instanceof Claim.Won;
  }

  Past past() {
    return assertInstanceOf(Claim.Won.class, claim).past();
  }

  /** The name of the node that is the home already. */
  String home() {
    return assertInstanceOf(Claim.Taken.class, claim).node();
  }
}
