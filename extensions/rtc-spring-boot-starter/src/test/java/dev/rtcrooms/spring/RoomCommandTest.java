package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** Methods of beans that handle commands, in rooms without a server. */
class RoomCommandTest {

  record Roll(int sides) implements CustomCommand {}

  record Rolled(int number) {}

  record Cheer(String text) implements CustomCommand {}

  record Cheered(String client, String text) implements CustomEvent {}

  record Clear() implements CustomCommand {}

  record Ask(String question) implements CustomCommand {}

  record Note(String id, String text) implements CustomCommand {}

  record Notes(int count) {}

  /** One for all rooms, which needs the rooms itself. */
  static class Dice {
    private final CompletableFuture<Rolled> answer = new CompletableFuture<>();
    private final List<String> cleared = new ArrayList<>();

    Dice(Rooms rooms) {}

    @RoomCommand("roll")
    Rolled roll(Client sender, Roll command) {
      if (command.sides() < 1) {
        throw new RefusalException(Refusal.BAD_FIELD, "A die has sides");
      }
      return new Rolled(command.sides());
    }

    @RoomCommand("cheer")
    private Cheered cheer(Client sender, Cheer command) {
      return new Cheered(sender.id(), command.text());
    }

    @RoomCommand(value = "clear", grant = Grants.MODERATE)
    void clear(Client sender, Clear command) {
      cleared.add(sender.user().id());
    }

    @RoomCommand("ask")
    CompletionStage<Rolled> ask(Client sender, Ask command) {
      return answer;
    }
  }

  /** One for each room. */
  static class Notebook {
    private final List<String> notes = new ArrayList<>();

    @RoomCommand
    Result add(Client sender, Note note) {
      notes.add(note.text());
      return Result.reply(new Notes(notes.size()));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Messages {
    @Bean
    MessageType<Cheered> cheered() {
      return MessageType.of("cheered", Cheered.class);
    }

    @Bean
    MessageType<Note> note() {
      return MessageType.of("note", Note.class).withRetryId(Note::id).withReply(Notes.class);
    }

    @Bean
    Dice dice(Rooms rooms) {
      return new Dice(rooms);
    }

    @Bean
    @Scope("prototype")
    Notebook notebook() {
      return new Notebook();
    }
  }

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RoomsAutoConfiguration.class));

  private void inRooms(Consumer<TestRooms> test) {
    inRooms(application.withUserConfiguration(Messages.class), test);
  }

  private static void inRooms(ApplicationContextRunner application, Consumer<TestRooms> test) {
    application.run(
        context -> {
          try (TestRooms rooms = TestRooms.with(context.getBean(RoomsBuilder.class))) {
            test.accept(rooms);
          }
        });
  }

  @Test
  void aRecordIsTheReply() {
    inRooms(
        rooms -> {
          TestClient ann = rooms.join("lobby", "ann");
          assertThat(ann.ask(new Roll(6), Rolled.class)).isEqualTo(new Rolled(6));
        });
  }

  @Test
  void anExceptionRefusesTheCommand() {
    inRooms(
        rooms -> {
          TestClient ann = rooms.join("lobby", "ann");
          assertThat(ann.refusal(new Roll(0)).text()).isEqualTo("A die has sides");
        });
  }

  @Test
  void anEventIsHeardByTheRoomOfTheSender() {
    inRooms(
        rooms -> {
          TestClient ann = rooms.join("lobby", "ann");
          TestClient bob = rooms.join("lobby", "bob");
          TestClient cem = rooms.join("hall", "cem");

          ann.ask(new Cheer("Hurray"));

          assertThat(bob.next(Cheered.class)).isEqualTo(new Cheered(ann.id(), "Hurray"));
          cem.hearsNo(Cheered.class);
        });
  }

  @Test
  void aStageAnswersLater() {
    application
        .withUserConfiguration(Messages.class)
        .run(
            context -> {
              try (TestRooms rooms = TestRooms.with(context.getBean(RoomsBuilder.class))) {
                TestClient ann = rooms.join("lobby", "ann");
                context.getBean(Dice.class).answer.complete(new Rolled(4));
                assertThat(ann.ask(new Ask("?"), Rolled.class)).isEqualTo(new Rolled(4));
              }
            });
  }

  @Test
  void theSenderNeedsTheGrant() {
    inRooms(
        rooms -> {
          TestClient ann = rooms.join("lobby", "ann");
          assertThat(ann.refusal(new Clear()).code()).isEqualTo(Refusal.NOT_ALLOWED);

          rooms.execute("lobby", ann, client -> client.renew(client.grants().with("moderate")));
          ann.ask(new Clear());
        });
  }

  @Test
  void aPrototypeBelongsToOneRoomAndABeanDeclaresItsMessage() {
    inRooms(
        rooms -> {
          TestClient ann = rooms.join("lobby", "ann");
          TestClient bob = rooms.join("hall", "bob");

          assertThat(ann.ask(new Note("1", "one"), Notes.class)).isEqualTo(new Notes(1));
          assertThat(ann.ask(new Note("1", "one"), Notes.class)).isEqualTo(new Notes(1)); // retried
          assertThat(ann.ask(new Note("2", "two"), Notes.class)).isEqualTo(new Notes(2));
          assertThat(bob.ask(new Note("3", "one"), Notes.class)).isEqualTo(new Notes(1));
        });
  }

  @Test
  void aBeanMayBeAProxy() {
    ApplicationContextRunner proxied =
        application.withBean(
            Proxied.class,
            () -> {
              ProxyFactory factory = new ProxyFactory(new Proxied());
              factory.setProxyTargetClass(true);
              return (Proxied) factory.getProxy();
            });
    inRooms(
        proxied,
        rooms ->
            assertThat(rooms.join("lobby", "ann").ask(new Roll(6), Rolled.class))
                .isEqualTo(new Rolled(7)));
  }

  /** As one with transactions would be. */
  static class Proxied {
    private final int more = 1;

    @RoomCommand("roll")
    Rolled roll(Client sender, Roll command) {
      return new Rolled(command.sides() + more);
    }
  }

  interface Rolling {
    Rolled roll(Client sender, Roll command);
  }

  static class Scoped {
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class AsAClass {
      @RoomCommand("roll")
      Rolled roll(Client sender, Roll command) {
        return new Rolled(command.sides());
      }
    }

    @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
    static class AsAnInterface implements Rolling {
      @Override
      @RoomCommand("roll")
      public Rolled roll(Client sender, Roll command) {
        return new Rolled(command.sides());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Scoped.AsAClass.class, Scoped.AsAnInterface.class})
  void aBeanMayHaveAScopedProxy(Class<?> scoped) {
    inRooms(
        application.withUserConfiguration(scoped),
        rooms ->
            assertThat(rooms.join("lobby", "ann").ask(new Roll(6), Rolled.class))
                .isEqualTo(new Rolled(6)));
  }

  /** Puts a proxy before each bean of a class in {@link Advised}. */
  @Configuration(proxyBeanMethods = false)
  static class Advice {
    @Bean
    static DefaultAdvisorAutoProxyCreator proxies() {
      return new DefaultAdvisorAutoProxyCreator();
    }

    @Bean
    static Advisor advisor() {
      MethodInterceptor interceptor = MethodInvocation::proceed;
      return new DefaultPointcutAdvisor(
          new ComposablePointcut(type -> type.getEnclosingClass() == Advised.class), interceptor);
    }
  }

  static class Advised {
    static class InAnInterface implements Rolling {
      @Override
      @RoomCommand("roll")
      public Rolled roll(Client sender, Roll command) {
        return new Rolled(command.sides());
      }
    }

    static class NotInTheInterface implements Runnable {
      @Override
      public void run() {}

      @RoomCommand("roll")
      public void wrong(Client sender, Roll command) {}
    }

    static class NotForTheProxy {
      @RoomCommand("roll")
      private void wrong(Client sender, Roll command) {}
    }
  }

  @Test
  void aProxyOfInterfacesHasTheirMethods() {
    inRooms(
        application.withUserConfiguration(Advice.class, Advised.InAnInterface.class),
        rooms ->
            assertThat(rooms.join("lobby", "ann").ask(new Roll(6), Rolled.class))
                .isEqualTo(new Rolled(6)));
  }

  @ParameterizedTest
  @ValueSource(classes = {Advised.NotInTheInterface.class, Advised.NotForTheProxy.class})
  void anApplicationWhoseProxyLacksAMethodDoesNotStart(Class<?> advised) {
    application
        .withUserConfiguration(Advice.class, advised)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("The @RoomCommand method " + advised.getName() + ".")
                    .hasStackTraceContaining("is wrong: Need to invoke method"));
  }

  static class Wrongs {
    static class Parameters {
      @RoomCommand("roll")
      void wrong(Roll command) {}
    }

    static class NoRecord {
      @RoomCommand("roll")
      void wrong(Client sender, String command) {}
    }

    static class Returned {
      @RoomCommand("roll")
      int wrong(Client sender, Roll command) {
        return 1;
      }
    }

    static class Stage {
      @RoomCommand("roll")
      CompletionStage<String> wrong(Client sender, Roll command) {
        return CompletableFuture.completedFuture("");
      }
    }

    static class Name {
      @RoomCommand("Roll!")
      void wrong(Client sender, Roll command) {}
    }

    static class NoName {
      @RoomCommand
      void wrong(Client sender, Roll command) {}
    }

    static class Undeclared {
      @RoomCommand("cheer")
      Cheered wrong(Client sender, Cheer command) {
        return new Cheered("", "");
      }
    }

    static class Twice {
      @RoomCommand("roll")
      void wrong(Client sender, Roll command) {}

      @RoomCommand("throw")
      void wrongToo(Client sender, Roll command) {}
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Parameters, its parameters must be a Client and a record that implements CustomCommand",
    "NoRecord, its parameters must be a Client and a record that implements CustomCommand",
    "Returned, 'it must return void, a Result, an event, a record, or a CompletionStage of one'",
    "Stage, 'it must return void, a Result, an event, a record, or a CompletionStage of one'",
    "Name, Roll!",
    "NoName, 'it has no name, and no bean of type MessageType declares the command'",
    "Undeclared, no bean of type MessageType declares Cheered",
    "Twice, another one handles Roll",
  })
  void anApplicationWithAWrongMethodDoesNotStart(String name, String reason) throws Exception {
    Class<?> wrong = Class.forName(Wrongs.class.getName() + "$" + name);
    application
        .withUserConfiguration(wrong)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("The @RoomCommand method " + wrong.getName() + ".")
                    .hasStackTraceContaining(reason));
  }
}
