package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.Say;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

/** What the build of a native image is told. */
class RoomsRuntimeHintsTest {

  record Roll(List<Die> dice) implements CustomCommand {}

  record Die(int sides) {}

  record Rolled(int number) {}

  static class Dice {
    @RoomCommand("roll")
    Rolled roll(Client sender, Roll command) {
      return new Rolled(command.dice().size());
    }
  }

  private final RuntimeHints hints = new RuntimeHints();

  @BeforeEach
  void register() {
    SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
        .load(RuntimeHintsRegistrar.class)
        .stream()
        .filter(RoomsRuntimeHints.class::isInstance)
        .forEach(ours -> ours.registerHints(hints, getClass().getClassLoader()));
    new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, Dice.class);
  }

  @Test
  void pagesAndTheBrowserClientAreInTheImage() {
    for (String resource :
        List.of("dev/rtcrooms/http/plain-room.html", "META-INF/resources/rtc-rooms/rtc-rooms.js")) {
      assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
      assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints);
    }
  }

  @Test
  void messagesAreRead() {
    for (Class<?> message : List.of(Say.class, Roll.class, Die.class, Rolled.class)) {
      assertThat(RuntimeHintsPredicates.reflection().onType(message)).accepts(hints);
    }
  }

  @Test
  void commandsAreHandled() {
    assertThat(Objects.requireNonNull(hints.reflection().getTypeHint(Dice.class)).methods())
        .anyMatch(method -> method.getName().equals("roll"));
  }

  @Test
  void theHealthIndicatorIsAProxy() {
    Class<?> indicator =
        RoomsHealth.INDICATORS.stream()
            .filter(name -> ClassUtils.isPresent(name, null))
            .findFirst()
            .<Class<?>>map(name -> ClassUtils.resolveClassName(name, null))
            .orElseThrow();

    assertThat(RuntimeHintsPredicates.proxies().forInterfaces(indicator)).accepts(hints);
  }
}
