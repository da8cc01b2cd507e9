(* Made by `dmfproof export bernoulli --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 1.
Lemma depth_0 : depth 0 = 1. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_B (b : R) (n' : nat) : R := match n' with O => 1 | S n' => (b)*(seq_B b n') end.
Lemma seq_B_0 : forall (b : R), seq_B b 0 = 1. Proof. reflexivity. Qed.
Lemma seq_B_S : forall (b : R) (n' : nat), seq_B b (S n') = (b)*(seq_B b n'). Proof. reflexivity. Qed.

Fixpoint seq_E (b : R) (s : R) (n' : nat) : R := match n' with O => 1 | S n' => (b + s)*(seq_E b s n') end.
Lemma seq_E_0 : forall (b : R) (s : R), seq_E b s 0 = 1. Proof. reflexivity. Qed.
Lemma seq_E_S : forall (b : R) (s : R) (n' : nat), seq_E b s (S n') = (b + s)*(seq_E b s n'). Proof. reflexivity. Qed.
Lemma seq_B_is : forall (b : R) (n' : nat), seq_B b n' = (b) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_B_0; unfold power_sum; simpl; ring|]. rewrite seq_B_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_E_is : forall (b s : R) (n' : nat), seq_E b s n' = (b + s) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_E_0; unfold power_sum; simpl; ring|]. rewrite seq_E_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem bernoulli_sequences : forall (b s : R) (n' : nat),
  0 <= (b) ->
  0 <= (b + s) ->
  0 <= ((b + s)*(seq_E b s n') - b*(seq_B b n') - (depth n')*s*(seq_B b n')).
Proof.
  intros b s n' F_b_nonneg F_sum_nonneg.
  assert (F_depth : forall m', 0 <= ((depth m') - 1)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_B_nonneg : forall m', 0 <= ((seq_B b m'))).
  { induction m' as [|m' F_B_nonneg_m].
  - assert (E : ((seq_B b 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_B_0 b), ?(seq_E_0 b s); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_B b (S m'))) = (0 + (((seq_B b m')) * (b))) + 0) by (rewrite ?(depth_S m'), ?(seq_B_S b m'), ?(seq_E_S b s m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_B_nonneg_m F_b_nonneg))).
  }
  assert (F_bernoulli : forall m', 0 <= ((b + s)*(seq_E b s m') - b*(seq_B b m') - (depth m')*s*(seq_B b m'))).
  { induction m' as [|m' F_bernoulli_m].
  - assert (E : ((b + s)*(seq_E b s 0%nat) - b*(seq_B b 0%nat) - (depth 0%nat)*s*(seq_B b 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_B_0 b), ?(seq_E_0 b s); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((b + s)*(seq_E b s (S m')) - b*(seq_B b (S m')) - (depth (S m'))*s*(seq_B b (S m'))) = (((0 + (((seq_B b m')) * (Rsqr (s)))) + (((seq_B b m')) * (((depth m') - 1) * (Rsqr (s))))) + (((b + s)*(seq_E b s m') - b*(seq_B b m') - (depth m')*s*(seq_B b m')) * (b + s))) + 0) by (rewrite ?(depth_S m'), ?(seq_B_S b m'), ?(seq_E_S b s m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_B_nonneg m') (Rle_0_sqr (s)))) (Rmult_le_pos _ _ (F_B_nonneg m') (Rmult_le_pos _ _ (F_depth m') (Rle_0_sqr (s))))) (Rmult_le_pos _ _ F_bernoulli_m F_sum_nonneg))).
  }
  exact ((F_bernoulli n')).
Qed.

Theorem bernoulli : forall (N : nat) (b s : R), (1 <= N)%nat ->
  0 <= (b) ->
  0 <= (b + s) ->
  0 <= ((b + s)*((b + s) ^ (N - 1)) - b*((b) ^ (N - 1)) - INR N*s*((b) ^ (N - 1))).
Proof.
  intros N b s HN F_b_nonneg F_sum_nonneg.
  assert (DN : INR N = depth (N - 1)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DB : ((b) ^ (N - 1)) = (seq_B b (N - 1))) by (rewrite seq_B_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DE : ((b + s) ^ (N - 1)) = (seq_E b s (N - 1))) by (rewrite seq_E_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DB, ?DE in F_b_nonneg.
  rewrite ?DN, ?DB, ?DE in F_sum_nonneg.
  rewrite ?DN, ?DB, ?DE.
  exact (bernoulli_sequences b s (N - 1) F_b_nonneg F_sum_nonneg).
Qed.

Print Assumptions bernoulli.
