package dev.rtcrooms.spring;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.testkit.TestRooms;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;

/**
 * The kit in place of running rooms, for {@link RoomsTest}. Spring calls it while a test's context
 * starts.
 */
@AutoConfiguration(before = RoomsAutoConfiguration.class)
final class RoomsTestConfiguration {

  @Bean
  TestRooms testRooms(ObjectProvider<RoomsBuilder> builder) {
    return TestRooms.with(time -> builder.getObject());
  }

  /** Those of the running test, for beans that live longer. */
  @Bean(destroyMethod = "")
  Rooms rooms(TestRooms kit) {
    return (Rooms)
        Proxy.newProxyInstance(
            Rooms.class.getClassLoader(),
            new Class<?>[] {Rooms.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(kit.rooms(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** What a component gives to it runs when the test lets it. */
  @Bean
  AsyncTaskExecutor applicationTaskExecutor(TestRooms kit) {
    return new TaskExecutorAdapter(task -> kit.executor().execute(task));
  }
}
