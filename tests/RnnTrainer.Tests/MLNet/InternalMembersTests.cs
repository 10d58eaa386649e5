using System.Reflection;
using System.Runtime.CompilerServices;

namespace RnnTrainer.Tests.MLNet;

/// <summary>
/// The canary: the two libraries use members that ML.NET keeps to itself. When a new Microsoft.ML lacks one, these tests say
/// which, and where it is used.
/// </summary>
[TestClass]
public sealed class InternalMembersTests
{
    private static readonly Module[] Libraries = [typeof(RnnTransformer).Module, typeof(RnnEstimator).Module];

    [TestMethod]
    public void EveryMemberOfMlNetThatIsUsedExists()
    {
        List<string> missing = [];
        foreach ((string owner, MethodBase method, int token) in Uses())
        {
            if (Resolve(method, token, out string? error) is null)
                missing.Add($"{error}: token {token:x8} used by {owner}.{method.Name}");
        }
        Assert.IsEmpty(missing, $"Members missing from this Microsoft.ML: {string.Join("; ", missing.Distinct())}");
    }

    [TestMethod]
    public void TheRuntimeGrantsAccessToEachOfThem()
    {
        // Compiling a method makes the runtime look up, and check access to, each member that it touches.
        foreach (MethodBase method in Methods().Where(method => IsCompiled(method)
            && method.DeclaringType is { ContainsGenericParameters: false }))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);

        // What the runtime itself makes, as a delegate's BeginInvoke, touches nothing of ML.NET.
        static bool IsCompiled(MethodBase method) => !method.IsAbstract && !method.ContainsGenericParameters
            && (method.MethodImplementationFlags & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL;
    }

    [TestMethod]
    public void OnlyTheFolderMlNetUsesInternals()
    {
        SortedSet<string> outside = new(StringComparer.Ordinal);
        SortedSet<string> used = new(StringComparer.Ordinal);
        foreach ((string owner, MethodBase method, int token) in Uses())
        {
            if (Resolve(method, token, out _) is not { } member || !IsInternalOfMlNet(member))
                continue;
            used.Add(Describe(member));
            if (!owner.StartsWith("RnnTrainer.MLNet.", StringComparison.Ordinal))
                outside.Add($"{Describe(member)} used by {owner}.{method.Name}");
        }
        Assert.IsEmpty(outside, $"Internal members of ML.NET are used outside of RnnTrainer.MLNet: {string.Join("; ", outside)}");
        Assert.Contains("Microsoft.ML.ModelSaveContext.SetVersionInfo", used, "the search finds what is known to be used");
        Assert.Contains("Microsoft.ML.Data.RowToRowMapperTransform..ctor", used, "the search finds what is known to be used");
    }

    private static IEnumerable<MethodBase> Methods() => Libraries.SelectMany(Methods);

    private static IEnumerable<MethodBase> Methods(Module library) => library.GetTypes().SelectMany(type => type.GetMembers(
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .OfType<MethodBase>();

    /// <summary>Every use of a member or type in a method body, with the type that the method belongs to at the outside.</summary>
    private static IEnumerable<(string Owner, MethodBase Method, int Token)> Uses() => Libraries.SelectMany(Uses);

    private static IEnumerable<(string Owner, MethodBase Method, int Token)> Uses(Module library)
    {
        foreach (MethodBase method in Methods(library))
        {
            Type outer = method.DeclaringType!;
            while (outer.DeclaringType is { } declaring)
                outer = declaring;
            foreach (int token in MethodTokens.Of(method))
                yield return (outer.FullName!, method, token);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token, out string? error)
    {
        error = null;
        try
        {
            return method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(),
                method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
        {
            error = exception.Message;
            return null;
        }
    }

    private static bool IsInternalOfMlNet(MemberInfo member)
    {
        Type type = member as Type ?? member.DeclaringType!;
        if (type.IsGenericType)
            type = type.GetGenericTypeDefinition();
        if (!type.Assembly.GetName().Name!.StartsWith("Microsoft.ML", StringComparison.Ordinal))
            return false;
        return !type.IsVisible || member switch
        {
            MethodBase method => method.IsAssembly || method.IsFamilyAndAssembly,
            FieldInfo field => field.IsAssembly || field.IsFamilyAndAssembly,
            _ => false,
        };
    }

    private static string Describe(MemberInfo member) => member is Type type ? type.FullName!
        : $"{member.DeclaringType!.FullName}.{member.Name}";
}
