package dev.rtcrooms.hub.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Refresh;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A decision of the host on its way to another node. */
class RenewedTest {

  private static Renewed carried(Renewed renewed) {
    return Renewed.TYPE.read(Fields.of(fields -> Renewed.TYPE.write(renewed, fields)));
  }

  private static void refuses(Renewed renewed, Refusal refusal) {
    assertThatThrownBy(renewed::orRefuse)
        .isInstanceOfSatisfying(
            RefusalException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  @Test
  void newGrantsArriveWithTheirEnd() {
    Grants grants = Grants.of(Grants.JOIN, "gold").until(Instant.ofEpochMilli(1_767_229_200_123L));
    Granted granted = new Granted(Role.WATCHER, grants);
    assertThat(carried(new Renewed(granted)).orRefuse()).isEqualTo(granted);
  }

  @Test
  void aRefusalArrivesWhole() {
    Refusal refusal =
        Refusal.ofField(Refusal.RATE_LIMITED, "token", "Not so fast").after(Duration.ofSeconds(3));
    refuses(carried(new Renewed(refusal)), refusal);
  }

  @Test
  void aTokenThatAnOlderNodePassesOnIsRefused() {
    Fields token = Fields.of(fields -> Refresh.TYPE.write(new Refresh("fresh"), fields));
    assertThatThrownBy(Renewed.TYPE.read(token)::orRefuse)
        .isInstanceOfSatisfying(
            RefusalException.class,
            e -> assertThat(e.refusal().code()).isEqualTo(Refusal.UNSUPPORTED));
  }
}
