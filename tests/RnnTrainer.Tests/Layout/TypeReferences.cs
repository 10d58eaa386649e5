using System.Reflection;

namespace RnnTrainer.Tests.Layout;

/// <summary>
/// Which types each type of an assembly refers to, as compiled: in its base, interfaces, members, attributes and instructions.
/// A type stands for those nested in it, the compiler's own among them.
/// </summary>
internal static class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Each pair of one type that refers to another.</summary>
    public static IEnumerable<(Type From, Type To)> In(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => OfType(type).SelectMany(Parts).Select(part => (Outermost(type), Outermost(part))))
        .Where(pair => pair.Item1 != pair.Item2).Distinct();

    private static IEnumerable<Type> OfType(Type type)
    {
        IEnumerable<Type> types = [.. type.GetInterfaces(), .. Attributes(type), .. Constraints(type.GetGenericArguments())];
        if (type.BaseType is { } parent)
            types = types.Append(parent);
        return types.Concat(type.GetMembers(Declared).SelectMany(member => Attributes(member).Concat(OfMember(member))));
    }

    private static IEnumerable<Type> OfMember(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        MethodBase method => Signature(method).Concat(Code(method)),
        _ => [], // a property or event is its methods; a nested type is looked at as a type
    };

    private static IEnumerable<Type> Signature(MethodBase method)
    {
        IEnumerable<Type> types = method.GetParameters().Select(parameter => parameter.ParameterType);
        if (method is MethodInfo { ReturnType: var result })
            types = types.Append(result);
        return !method.IsGenericMethod ? types
            : types.Concat(method.GetGenericArguments()).Concat(Constraints(method.GetGenericArguments()));
    }

    private static IEnumerable<Type> Code(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
            yield break;
        foreach (LocalVariableInfo local in body.LocalVariables)
            yield return local.LocalType;
        foreach (ExceptionHandlingClause clause in body.ExceptionHandlingClauses)
        {
            if (clause.Flags == ExceptionHandlingClauseOptions.Clause && clause.CatchType is { } caught)
                yield return caught;
        }
        Type[] ofType = method.DeclaringType!.GetGenericArguments(), ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        foreach (int token in MethodTokens.Of(method))
        {
            MemberInfo member = method.Module.ResolveMember(token, ofType, ofMethod)!;
            foreach (Type type in Named(member))
                yield return type;
        }
    }

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodBase method => Signature(method).Append(method.DeclaringType!),
        _ => throw new InvalidOperationException($"{member} is named by an instruction."),
    };

    private static IEnumerable<Type> Attributes(MemberInfo member) =>
        member.GetCustomAttributesData().Select(attribute => attribute.AttributeType);

    private static IEnumerable<Type> Constraints(Type[] arguments) =>
        arguments.Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints());

    // A constructed type names several: List<T[]> is List and T.
    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsFunctionPointer ? type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType()).SelectMany(Parts)
        : type.IsGenericParameter ? []
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } declaring)
            type = declaring;
        return type;
    }
}
