package dev.rtcrooms.spring;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Result;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds the methods with {@link RoomCommand} and makes a feature of them, for the thread that
 * builds the rooms. It looks at the classes of the beans alone: a bean is created for a room, and
 * may itself need the rooms. Singletons are checked once more when all have been created, since
 * they may be proxies then.
 */
final class CommandMethods implements SmartInitializingSingleton {

  private final ConfigurableListableBeanFactory beans;

  /** By the name of the bean. */
  private final Map<String, List<CommandMethod>> methods = new HashMap<>();

  private final Set<Class<?>> handled = new HashSet<>();

  CommandMethods(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
    for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
      Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : type(name);
      if (type != null && AnnotationUtils.isCandidateClass(type, RoomCommand.class)) {
        find(name, ClassUtils.getUserClass(type));
      }
    }
  }

  /** The class of a bean, also if the bean is a proxy that has only interfaces. */
  private @Nullable Class<?> type(String bean) {
    String scoped = ScopedProxyUtils.getTargetBeanName(bean);
    String target = beans.containsBeanDefinition(scoped) ? scoped : bean;
    Class<?> type = beans.getType(target, false);
    return type != null && Proxy.isProxyClass(type)
        ? AutoProxyUtils.determineTargetClass(beans, target)
        : type;
  }

  private void find(String bean, Class<?> type) {
    MethodIntrospector.MetadataLookup<RoomCommand> annotation =
        method -> AnnotatedElementUtils.findMergedAnnotation(method, RoomCommand.class);
    MethodIntrospector.selectMethods(type, annotation)
        .forEach((method, command) -> add(bean, CommandMethod.of(method, command)));
  }

  private void add(String bean, CommandMethod found) {
    if (!handled.add(found.command())) {
      throw CommandMethod.wrong(
          found.method(), "another one handles " + found.command().getSimpleName());
    }
    methods.computeIfAbsent(bean, name -> new ArrayList<>()).add(found);
  }

  @Override
  public void afterSingletonsInstantiated() {
    methods.forEach(
        (name, all) -> {
          if (beans.containsSingleton(name)) {
            Object bean = beans.getBean(name);
            all.forEach(each -> each.on(bean));
          }
        });
  }

  /**
   * Declares messages and adds the feature, if there is anything to add.
   *
   * @param declared by beans of the application
   */
  void addTo(RoomsBuilder rooms, List<MessageType<?>> declared) {
    List<MessageType<?>> types = new ArrayList<>(declared);
    methods.values().forEach(all -> all.forEach(each -> each.declared().ifPresent(types::add)));
    Set<Class<?>> known =
        types.stream().map(MessageType::type).collect(Collectors.toCollection(HashSet::new));
    MessageType.builtIn().forEach(type -> known.add(type.type()));
    methods.values().forEach(all -> all.forEach(each -> check(each, known)));
    if (!types.isEmpty()) {
      rooms.feature(room -> new InRoom(bound()), types.toArray(MessageType<?>[]::new));
    }
  }

  private static void check(CommandMethod each, Set<Class<?>> known) {
    if (!known.contains(each.command())) {
      throw CommandMethod.wrong(
          each.method(), "it has no name, and no bean of type MessageType declares the command");
    }
    boolean event = each.answer().isRecord() && Event.class.isAssignableFrom(each.answer());
    if (event && !known.contains(each.answer())) {
      throw CommandMethod.wrong(
          each.method(), "no bean of type MessageType declares " + each.answer().getSimpleName());
    }
  }

  private Map<Class<?>, Bound> bound() {
    Map<Class<?>, Bound> bound = new HashMap<>();
    methods.forEach(
        (name, all) -> {
          Object bean = beans.getBean(name);
          for (CommandMethod method : all) {
            bound.put(method.command(), new Bound(bean, method.on(bean)));
          }
        });
    return bound;
  }

  /** A method of a bean, and the bean. */
  private record Bound(Object bean, CommandMethod method) {}

  /** The feature of one room, for its mailbox. */
  private record InRoom(Map<Class<?>, Bound> methods) implements Feature {

    @Override
    public Result handle(Client client, Command command) {
      Bound bound = methods.get(command.getClass());
      return bound == null ? Result.UNHANDLED : bound.method().call(bound.bean(), client, command);
    }
  }
}
