package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * 100,000 descriptions that are nearly right: each is read or refused, and nothing else happens.
 */
class MutationTest {

  private static final int INPUTS = 100_000;
  private static final int MAX_SEED = 3000;

  private static final List<String> BITS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          "  ",
          ":",
          "=",
          "/",
          ";",
          ",",
          "~",
          "-1",
          "0",
          "65536",
          "4294967296",
          "99999999999999999999",
          "\u00e9",
          "\ud83d",
          "\ud83d\ude00",
          "\u0085",
          "a=",
          "m=",
          "a=mid:",
          "a=group:BUNDLE ",
          "a=candidate:",
          "a=fingerprint:sha-256 ",
          "a=sendonly\r\n",
          "a=crypto:",
          "a=ice-ufrag:",
          "a=simulcast:send ",
          "a=rid:",
          "c=IN IP6 ::");

  @Test
  void aMutatedDescriptionIsReadOrRefused() {
    List<String> seeds =
        Examples.all().values().stream().filter(sdp -> sdp.length() < MAX_SEED).toList();
    Mutants mutants = new Mutants(8866, seeds, BITS);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      String mutant = mutants.next();
      try {
        read += EveryView.of(mutant) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("Input " + i + ": " + mutant, e);
      }
    }
    assertThat(read).as("read").isBetween(INPUTS / 20, INPUTS - INPUTS / 20);
  }
}
