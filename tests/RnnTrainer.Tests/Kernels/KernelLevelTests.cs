using System.Globalization;
using System.Runtime.Intrinsics.X86;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tests.Kernels;

/// <summary>Each instruction set in a process of its own, in which the runtime has nothing wider.</summary>
[TestClass]
public sealed class KernelLevelTests
{
    // Gradients of the scalar kernels and of the others, relative to the largest element: they sum in the same order, but the
    // scalar ones round each product.
    private const double Tolerance = 1e-6;

    // Of sequences brought to scale, on the machine's widest vectors.
    private static readonly Lazy<string> ScaledHash = new(() => Run()[2]);

    [TestMethod]
    public void WithoutSwitchesTheMachinesWidestIsChosen() => Check(RnnKernels.Best.Level);

    [TestMethod]
    public void WithoutAvx512ItIs256Bits()
    {
        NeedsX86();
        Check(Avx2.IsSupported ? KernelLevel.Vector256 : KernelLevel.Vector128, ("DOTNET_EnableAVX512", "0"));
    }

    [TestMethod]
    public void WithoutAvx2ItIs128Bits()
    {
        NeedsX86();
        Check(KernelLevel.Vector128, ("DOTNET_EnableAVX2", "0"));
    }

    [TestMethod]
    public void WithoutVectorInstructionsItIsScalar() => Check(KernelLevel.Scalar, ("DOTNET_EnableHWIntrinsic", "0"));

    private static void NeedsX86()
    {
        if (!X86Base.IsSupported)
            Assert.Inconclusive("The switch is one of x86 processors.");
    }

    private static void Check(KernelLevel expected, params (string, string)[] switches)
    {
        string[] lines = Run(switches);
        Assert.AreEqual(expected.ToString(), lines[0]);
        Assert.IsLessThan(Tolerance, double.Parse(lines[1], CultureInfo.InvariantCulture));
        Assert.AreEqual(ScaledHash.Value, lines[2], "inputs are brought to scale with the same bits everywhere");
    }

    private static string[] Run(params (string, string)[] switches) =>
        ChildProcess.Program("tests/KernelLevels", "KernelLevels", [], switches).Succeeded().Lines;
}
