package dev.rtcrooms.spring;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.Stats;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Creates the health indicator of the rooms; any thread. Its type is that of the Spring Boot at
 * hand: the interface is the same in both lines, but not its package.
 *
 * <p>Spring creates a factory earlier than other beans, to learn the type of its object. So this
 * one needs no other bean until somebody asks for the health.
 *
 * <p>The rooms are up until they begin to stop. Then they are out of service, so that no balancer
 * sends anybody.
 */
final class RoomsHealth implements FactoryBean<Object>, InvocationHandler {

  /** In Spring Boot 4 and in Spring Boot 3. */
  static final List<String> INDICATORS =
      List.of(
          "org.springframework.boot.health.contributor.HealthIndicator",
          "org.springframework.boot.actuate.health.HealthIndicator");

  /** Further details, which are read whenever somebody asks for the health. */
  @FunctionalInterface
  interface Details {
    Map<String, ?> details();
  }

  private final ObjectProvider<Rooms> rooms;
  private final ObjectProvider<Details> more;
  private final @Nullable Class<?> indicator;

  /**
   * Creates a factory.
   *
   * @param more of what serves the rooms
   * @param loader finds the class of indicators
   */
  RoomsHealth(
      ObjectProvider<Rooms> rooms, ObjectProvider<Details> more, @Nullable ClassLoader loader) {
    this.rooms = rooms;
    this.more = more;
    this.indicator =
        INDICATORS.stream()
            .filter(name -> ClassUtils.isPresent(name, loader))
            .findFirst()
            .<Class<?>>map(name -> ClassUtils.resolveClassName(name, loader))
            .orElse(null);
  }

  @Override
  public @Nullable Object getObject() {
    return indicator == null
        ? null
        : Proxy.newProxyInstance(indicator.getClassLoader(), new Class<?>[] {indicator}, this);
  }

  @Override
  public @Nullable Class<?> getObjectType() {
    return indicator;
  }

  /** The one abstract method returns the health; the others call it. */
  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      case "toString" -> "RoomsHealth";
      default -> health(method.getReturnType());
    };
  }

  private @Nullable Object health(Class<?> type) {
    Rooms all = rooms.getObject();
    Object builder = call(type, all.isStopping() ? "outOfService" : "up", null);
    Class<?> of = builder.getClass();
    Stats stats = all.stats();
    detail(of, builder, "rooms", stats.rooms().size());
    detail(of, builder, "clients", stats.clients());
    for (Details each : more) {
      each.details().forEach((name, value) -> detail(of, builder, name, value));
    }
    return call(of, "build", builder);
  }

  private static void detail(Class<?> type, Object builder, String name, Object value) {
    Method method = ReflectionUtils.findMethod(type, "withDetail", String.class, Object.class);
    ReflectionUtils.invokeMethod(Objects.requireNonNull(method), builder, name, value);
  }

  private static Object call(Class<?> type, String name, @Nullable Object target) {
    Method method = Objects.requireNonNull(ReflectionUtils.findMethod(type, name));
    return Objects.requireNonNull(ReflectionUtils.invokeMethod(method, target));
  }
}
