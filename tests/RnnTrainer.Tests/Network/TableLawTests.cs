using System.Numerics;
using RnnTrainer.Data;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Exchange.Torch;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Tasks;
using RnnTrainer.Training;
using TorchSharp;

namespace RnnTrainer.Tests.Network;

/// <summary>
/// Every part of a network has a row in every table, and the rows go together. That the rows compute the same is what the tests of
/// kernels, engines and exchange say, over <see cref="NetworkForms"/>, which lists the parts itself.
/// </summary>
[TestClass]
public sealed class TableLawTests
{
    [TestMethod]
    public void EveryCellHasARowInEveryTable()
    {
        foreach (RnnCell cell in Enum.GetValues<RnnCell>())
        {
            CellForm form = CellForm.Of(cell);
            int[] gates = [.. Enumerable.Range(0, form.Gates)];
            CollectionAssert.AreEquivalent(gates, form.Names.OnnxGates.ToArray(), $"ONNX, {cell}");
            CollectionAssert.AreEquivalent(gates, form.Names.KerasGates.ToArray(), $"Keras, {cell}");
            CollectionAssert.AreEqual(
                gates, form.Products.SelectMany(product => Enumerable.Range(product.FirstGate, product.Gates)).Distinct().Order().ToArray(),
                $"products, {cell}");
            int[] blocks = [.. form.Products.SelectMany(product => Enumerable.Range(product.FirstBlock, product.Gates))];
            CollectionAssert.AllItemsAreUnique(blocks, $"blocks, {cell}");
            Assert.IsTrue(blocks.All(block => block < form.Blocks), $"blocks, {cell}");
            Assert.AreEqual(cell, CellForm.CellOf(form.Gates * 5, 5), "told from its weights");
            foreach (RnnActivation activation in Enum.GetValues<RnnActivation>())
                Assert.IsNotNull(CellKernel<LanesScalar, float>.Of(cell, activation), $"kernel, {cell}");
        }
    }

    [TestMethod]
    public void EveryActivationHasARowInEveryTable()
    {
        foreach (RnnActivation activation in Enum.GetValues<RnnActivation>())
        {
            Assert.IsNotNull(SimpleRnnCell<LanesScalar, float>.Of(activation));
        }
    }

    [TestMethod]
    public void EverySummaryHasARowInEveryTable()
    {
        CollectionAssert.AreEqual(Enum.GetValues<RnnPooling>(), (RnnPooling[])[RnnPooling.None, .. PoolingSummaries.All]);
        foreach (RnnPooling summary in Enum.GetValues<RnnPooling>())
        {
            Assert.AreEqual(summary == RnnPooling.None ? 0 : 1, BitOperations.PopCount((uint)summary), $"{summary}");
            CollectionAssert.AreEqual((RnnPooling[])[summary], PoolingSummaries.Of(summary).ToArray());
            Assert.IsNotNull(PoolingForm.Of(summary));
            Assert.IsNotNull(PoolingKernel<LanesScalar, float>.Of(summary));
        }
    }

    [TestMethod]
    public unsafe void EveryHeadHasARowInEveryTable()
    {
        IDataView rows = new MLContext().Data.LoadFromEnumerable<RaggedSequences.Row>([]);
        foreach (RnnHead kind in Enum.GetValues<RnnHead>())
        {
            HeadSpec head = NetworkForms.All().First(network => network.Head.Kind == kind).Head;
            Assert.IsTrue(head.IsValid);
            Assert.AreNotEqual("", head.ToString());
            Assert.IsTrue(head.Classes >= 0 && head.LabelKeys <= head.Classes);
            Assert.IsTrue(HeadOutput.Of(kind) != null);
            string[] columns = [.. TaskColumns.Of(NetworkForms.Of(5, 3, 4, 2) with { Head = head }, labelValues: null)
                .AddedTo(rows.Schema, timeSteps: null).Select(output => output.Column.Name)];
            CollectionAssert.AreEqual(
                columns, OnnxHead.Of(head).Outputs.Select(output => new RnnOnnxOptions().NameOf(output.Column)).ToArray(), $"{kind}");
        }
    }

    [TestMethod]
    public void EveryPartAndRoleHasARowInEveryTable()
    {
        string[] usual = [.. Enum.GetValues<PartKind>().Select(TensorName.UsualPart)];
        CollectionAssert.AllItemsAreUnique(usual);
        CollectionAssert.AreEqual(usual, Enum.GetValues<PartKind>().Select(new RnnTensorNames().Of).ToArray());

        NetworkPart[] parts = [.. Networks().SelectMany(network => network.Parts)];
        CollectionAssert.AreEquivalent(Enum.GetValues<PartKind>(), parts.Select(part => part.Kind).Distinct().ToArray());
        CollectionAssert.AreEquivalent(Enum.GetValues<ParameterRole>(),
            parts.SelectMany(part => part.Parameters).Select(parameter => parameter.Role).Distinct().ToArray());
        foreach (ParameterRole role in Enum.GetValues<ParameterRole>())
            Assert.AreNotEqual("", TensorName.Of(role, layer: 0, direction: 0, inOneModule: true), $"{role}");
    }

    [TestMethod]
    public void EveryNetworkIsDrawnDescribedAndMadeInTorchSharpAsItsLayoutSays()
    {
        foreach (NetworkSpec network in Networks())
        {
            ParameterLayout layout = new(network);
            foreach (RnnInitialization initialization in Enum.GetValues<RnnInitialization>())
                Assert.AreEqual(layout.Size, InitialWeights.Draw(network, initialization, new RandomStream(1, 1)).Length);
            Assert.AreEqual(layout.Size, (int)network.Parts.Aggregate((Int128)0, (size, part) => size + part.Size));
            Assert.AreEqual(layout.Sum(parameter => parameter.Dimensions.Aggregate(1, (a, b) => a * b)), layout.Size);
            CollectionAssert.AllItemsAreUnique(layout.Select(parameter => parameter.Name).ToArray());
            StringAssert.Contains(network.Description, $"{network.Top.Size} {network.Top.Cell}");

            using DisposeScope scope = torch.NewDisposeScope();
            using RnnModule module = new(network);
            Dictionary<string, string> expected =
                layout.ToDictionary(parameter => parameter.Name, parameter => string.Join(',', parameter.Dimensions));
            Dictionary<string, string> made = module.named_parameters().Where(named => named.parameter.requires_grad)
                .ToDictionary(named => named.name, named => string.Join(',', named.parameter.shape));
            CollectionAssert.AreEquivalent(expected, made, network.Description);
            CollectionAssert.AreEquivalent(
                layout.FoldedBiases.Select(name => $"rnn.{name}").ToArray(),
                module.named_parameters().Where(named => !named.parameter.requires_grad).Select(named => named.name).ToArray(),
                network.Description);
        }
    }

    [TestMethod]
    public void NumbersThatNameNoPartMakeNoNetwork()
    {
        NetworkSpec network = NetworkForms.Of(5, 3, 4, 2);
        Assert.IsTrue(network.IsValid);
        LayerSpec layer = network.Top;
        foreach (LayerSpec wrong in new[]
        {
            layer with { Cell = (RnnCell)99 }, layer with { Activation = (RnnActivation)99 }, layer with { Size = 0 },
            layer with { Cell = RnnCell.Lstm, Activation = RnnActivation.Relu },
        })
            Assert.IsFalse((network with { Layers = [layer, wrong] }).IsValid);
        Assert.IsFalse((network with { Pooling = PoolingSummaries.Joined + 1 }).IsValid);
        Assert.IsFalse((network with { Head = new HeadSpec((RnnHead)99, 2) }).IsValid);
        Assert.IsFalse((network with { Layers = [] }).IsValid);
        Assert.IsTrue((network with { HasHighway = true }).IsValid);
        foreach (CategorySpec wrong in new CategorySpec[] { new(0, 1), new(1, 0), new(int.MaxValue, 1), new(1 << 23, 1 << 23) })
            Assert.IsFalse((network with { Input = network.Input with { Categories = [new(1, 1), wrong] } }).IsValid, $"{wrong}");
        Assert.IsFalse((network.WithTimeSteps(InputSpec.AnyTimeSteps) with { HasHighway = true }).IsValid, "of no certain length");
        Assert.IsFalse((network with { HasHighway = true, Pooling = RnnPooling.None }).IsValid, "outputs at each step");
        Assert.IsFalse((network.WithTokens(9) with { HasHighway = true }).IsValid, "tokens are not numbers");
        Assert.IsFalse((network.WithTimeSteps(100_000_000) with { HasHighway = true }).IsValid, "too many weights");
        foreach (int block in new[] { 0, -1, int.MinValue, int.MaxValue, 200_000_000 })
            Assert.IsFalse((network with { Input = network.Input with { BlockSteps = block } }).IsValid, $"{block}");
        Assert.IsFalse((network with { Input = network.Input with { MissingValues = (RnnMissingValues)99 } }).IsValid);
        Assert.IsFalse((network with { Input = network.Input with { BlockSteps = 2 }, Pooling = RnnPooling.None }).IsValid);
        Assert.IsFalse((network with { Layers = [layer with { Size = 40_000 }, layer with { Size = 40_000 }] }).IsValid);
    }

    [TestMethod]
    public void EqualNetworksAreEqual()
    {
        NetworkSpec[] networks = [.. Networks()], again = [.. Networks()];
        CollectionAssert.AreEqual(networks, again);
        CollectionAssert.AreEqual(networks.Select(network => network.GetHashCode()).ToArray(),
            again.Select(network => network.GetHashCode()).ToArray());
        CollectionAssert.AllItemsAreUnique(networks);
        Assert.HasCount(networks.Length, networks.Select(network => network.Description).Distinct().ToArray(),
            "descriptions tell them apart");
        foreach ((NetworkSpec one, NetworkSpec other) in networks.Zip(networks.Skip(1)))
            Assert.AreNotEqual(one.Difference(other)!.Value.This, one.Difference(other)!.Value.Other);
    }

    private static IEnumerable<NetworkSpec> Networks() =>
        NetworkForms.All().Concat(NetworkForms.OfTokens()).Concat(NetworkForms.WithHighway(timeSteps: 7))
            .Concat(NetworkForms.WithCategories());
}
