using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
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
        foreach (MethodBase method in Methods().Where(method => IsCompiled(method) && method.DeclaringType is { ContainsGenericParameters: false }))
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
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).OfType<MethodBase>();

    /// <summary>Every use of a member or type in a method body, with the type that the method belongs to at the outside.</summary>
    private static IEnumerable<(string Owner, MethodBase Method, int Token)> Uses() => Libraries.SelectMany(Uses);

    private static IEnumerable<(string Owner, MethodBase Method, int Token)> Uses(Module library)
    {
        using PEReader pe = new(File.OpenRead(library.FullyQualifiedName));
        MetadataReader metadata = pe.GetMetadataReader();
        foreach (MethodBase method in Methods(library))
        {
            Type outer = method.DeclaringType!;
            while (outer.DeclaringType is { } declaring)
                outer = declaring;
            MethodDefinition definition = metadata.GetMethodDefinition((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken));
            if (definition.RelativeVirtualAddress == 0)
                continue;
            foreach (int token in Tokens(pe.GetMethodBody(definition.RelativeVirtualAddress).GetILReader()))
                yield return (outer.FullName!, method, token);
        }
    }

    private static IEnumerable<int> Tokens(BlobReader code)
    {
        List<int> tokens = [];
        while (code.RemainingBytes > 0)
        {
            ILOpCode op = (ILOpCode)code.ReadByte();
            if ((int)op == 0xfe)
                op = (ILOpCode)(0xfe00 | code.ReadByte());
            OpCode form = Forms[(short)op];
            switch (form.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod
                    or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add(code.ReadInt32());
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset++;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
        return tokens;
    }

    private static readonly Dictionary<short, OpCode> Forms = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static MemberInfo? Resolve(MethodBase method, int token, out string? error)
    {
        error = null;
        try
        {
            return method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
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

    private static string Describe(MemberInfo member) => member is Type type ? type.FullName! : $"{member.DeclaringType!.FullName}.{member.Name}";
}
